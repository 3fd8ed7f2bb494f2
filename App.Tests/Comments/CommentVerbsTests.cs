using TaskHub.Api;
using TaskHub.Comments;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Comments;

public sealed class CommentVerbsTests : IAsyncLifetime
{
    private HubDatabase hub = null!;
    private Actor ada = null!;
    private Actor paul = null!;
    private TaskPayload task = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync();
        (ada, paul) = (await hub.Ada(), await hub.Paul());
        task = await hub.TaskAsync((await hub.ProjectAsync()).Id);
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task One_edits_only_what_one_wrote_and_administrators_delete_any()
    {
        var comment = (await hub.Get<CreateComment>().RunAsync(paul, new NewComment(task.Id, "Paul's"))).Value;
        var adas = (await hub.Get<CreateComment>().RunAsync(ada, new NewComment(task.Id, "Ada's"))).Value;

        Assert.Equal(FailureKind.Forbidden, (await hub.Get<EditComment>().RunAsync(ada, comment.Id, "Not mine")).Failure!.Kind);
        Assert.Equal(FailureKind.Forbidden, (await hub.Get<DeleteComment>().RunAsync(paul, adas.Id)).Failure!.Kind);
        Assert.True((await hub.Get<EditComment>().RunAsync(paul, comment.Id, "Mine")).Ok);
        Assert.True((await hub.Get<DeleteComment>().RunAsync(ada, comment.Id)).Ok);
    }

    [Fact]
    public async Task A_comment_of_another_organization_is_not_found()
    {
        var comment = (await hub.Get<CreateComment>().RunAsync(ada, new NewComment(task.Id, "Ours"))).Value;
        var otto = await hub.Otto();

        Assert.Equal(FailureKind.NotFound, (await hub.Get<ReadComments>().OneAsync(otto, comment.Id)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<EditComment>().RunAsync(otto, comment.Id, "Theirs")).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<DeleteComment>().RunAsync(otto, comment.Id)).Failure!.Kind);
        Assert.Equal(["target_id"], (await hub.Get<CreateComment>().RunAsync(otto, new NewComment(task.Id, "Theirs"))).Failure!.Errors!.Keys);
    }

    [Fact]
    public async Task Comments_go_where_their_task_goes()
    {
        var comment = (await hub.Get<CreateComment>().RunAsync(ada, new NewComment(task.Id, "Soon"))).Value;
        var hidden = await hub.ProjectAsync("Hidden");
        await hub.Get<InviteGuest>().RunAsync(ada, task.ProjectId, hub.EvaId);
        var eva = await hub.Eva();
        Assert.True((await hub.Get<ReadComments>().OneAsync(eva, comment.Id)).Ok);

        await hub.Get<EditTask>().RunAsync(ada, task.Id, new TaskEdit { ProjectId = hidden.Id });

        Assert.Equal(FailureKind.NotFound, (await hub.Get<ReadComments>().OneAsync(eva, comment.Id)).Failure!.Kind);
        Assert.Single((await hub.Get<ReadComments>().RunAsync(ada, new CommentQuery(ProjectId: hidden.Id), new Paging())).Items);
        await hub.Get<EditComment>().RunAsync(ada, comment.Id, "Later");
        Assert.Equal(hidden.Id, (await hub.EventsAsync())[^1].ProjectId);
    }
}
