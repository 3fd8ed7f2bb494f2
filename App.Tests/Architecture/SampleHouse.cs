using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

// A house that breaks the rules, for the tests of the rules. The namespaces stand for rooms; "SampleHouse" is their root.
#pragma warning disable CA1812 // Nobody makes these.

namespace SampleHouse
{
    internal sealed class Navigation
    {
        public static Type Page => typeof(Tasks.TaskCard);

        public static Type TooDeep => typeof(Webhooks.Security.Secret);
    }
}

namespace SampleHouse.Tasks
{
    internal sealed class EditTask
    {
        public static Task RunAsync() => Task.CompletedTask;
    }

    internal sealed class TaskCard : ComponentBase;

    internal sealed class TaskItem
    {
        public string Name { get; set; } = "";
    }
}

namespace SampleHouse.Webhooks
{
    internal sealed class CallsInAnAsyncLambda
    {
        public static Func<int, Task> Later => async times =>
        {
            await Task.Yield();
            for (var i = 0; i < times; i++)
            {
                await Tasks.EditTask.RunAsync();
            }
        };
    }

    // What Razor makes of markup.
    internal sealed class ShowsInMarkup : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<Tasks.TaskCard>(0);
            builder.CloseComponent();
        }
    }

    internal sealed class ReadsAQuery
    {
        public static int Count(Data.Tables tables) => tables.Tasks.Count;
    }

    internal sealed class KnowsTheDatabase
    {
        public static bool IsBusy(Exception exception) => exception is Microsoft.Data.Sqlite.SqliteException;
    }

    internal sealed class KeepsToItself
    {
        public static Security.Secret Secret => new();
    }
}

namespace SampleHouse.Webhooks.Security
{
    internal sealed class Secret;
}

namespace SampleHouse.Data
{
    internal sealed class Tables
    {
        public List<Tasks.TaskItem> Tasks { get; } = [];

        public static Task NotItsBusiness() => SampleHouse.Tasks.EditTask.RunAsync();
    }
}

namespace SampleHouse.Attic
{
    internal sealed class Box;
}
