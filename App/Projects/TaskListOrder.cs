using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Projects;

internal static class TaskListOrder
{
    /// <summary>Puts a list at a place among its project's lists, counted from 1, and numbers them all anew.</summary>
    public static async Task PlaceAsync(AppDbContext db, TaskList list, int position, CancellationToken cancel)
    {
        var lists = await db.TaskLists
            .Where(l => l.ProjectId == list.ProjectId && l.Id != list.Id)
            .OrderBy(l => l.Position).ThenBy(l => l.Id)
            .ToListAsync(cancel);
        lists.Insert(Math.Min(position - 1, lists.Count), list);
        for (var i = 0; i < lists.Count; i++)
        {
            lists[i].Position = i + 1;
        }
    }
}
