using TaskHub.Tasks;

namespace TaskHub.Tests.Tasks;

public sealed class ProjectAddressTests
{
    [Fact]
    public void The_plain_board_has_no_query() =>
        Assert.Equal("/app/organization/1/projects/2", new ProjectAddress(1, 2).ToString());

    [Fact]
    public void Everything_that_is_chosen_stands_in_the_query()
    {
        var address = new ProjectAddress(1, 2)
        {
            View = WorkView.List,
            Filter = new() { Text = "a & b", Status = "active", Assignee = "me" },
            Order = TaskOrder.Due,
            Reversed = true,
            Group = TaskGroup.Assignee,
            Columns = [TaskColumn.Status, TaskColumn.Labels],
            Task = 51,
        };

        Assert.Equal("/app/organization/1/projects/2?view=list&q=a%20%26%20b&status=active&assignee=me&sort=due-desc&group=assignee&columns=status.labels&task=51", address.ToString());
    }

    [Theory]
    [InlineData(null, TaskOrder.Board, false)]
    [InlineData("due", TaskOrder.Due, false)]
    [InlineData("due-desc", TaskOrder.Due, true)]
    [InlineData("nonsense", TaskOrder.Board, false)]
    public void An_order_is_known_by_its_name(string? name, TaskOrder order, bool reversed) =>
        Assert.Equal((order, reversed), TaskArrangement.Order(name));

    [Fact]
    public void Columns_come_and_go_and_the_usual_ones_are_not_said()
    {
        var usual = new ProjectAddress(1, 2);
        var more = usual.Toggled(TaskColumn.Labels);

        Assert.Equal("/app/organization/1/projects/2?columns=status.priority.assignee.list.labels.due", more.ToString());
        Assert.Equal(more.Columns, TaskArrangement.Columns("due.labels.list.assignee.priority.status.shoes"));
        Assert.Equal(usual.ToString(), more.Toggled(TaskColumn.Labels).ToString());
        Assert.Equal([], TaskArrangement.Columns("none"));
    }

    [Theory]
    [InlineData("active", "me", "active", "me")]
    [InlineData("hold", "17", "hold", "17")]
    [InlineData("burnt", "nobody at all", "", "")]
    [InlineData(null, "-3", "", "")]
    [InlineData("done", "none", "done", "none")]
    public void What_makes_no_sense_in_an_address_is_left_out(string? status, string? assignee, string goodStatus, string goodAssignee)
    {
        var filter = TaskFilter.From("  words ", status, assignee);

        Assert.Equal((goodStatus, goodAssignee, "words"), (filter.Status, filter.Assignee, filter.Text));
    }

    [Fact]
    public void A_label_with_a_comma_or_a_backslash_is_chosen_renamed_and_left_again()
    {
        var (comma, slash) = ("red, green", @"c:\");
        var one = TaskFilter.From(null, null, null, TaskFilter.Toggled("", comma)).Label;
        var both = TaskFilter.From(null, null, null, TaskFilter.Toggled(one, slash)).Label;

        Assert.Equal([comma], TaskFilter.Values(one));
        Assert.Equal([comma, slash], TaskFilter.Values(both));
        Assert.Equal(one, TaskFilter.Toggled(both, slash));
        Assert.Equal("label=" + Uri.EscapeDataString(TaskFilter.Joined(["blue, pale", slash])), TaskFilter.Relabeled("label=" + Uri.EscapeDataString(both), comma, "blue, pale"));
        Assert.Equal(["a", "b"], TaskFilter.Values("a, b,,"));
    }

    [Theory]
    [InlineData("TH-42", 42L)]
    [InlineData("th-42", 42L)]
    [InlineData("#42", 42L)]
    [InlineData(" 42 ", 42L)]
    [InlineData("TH-", null)]
    [InlineData("forty two", null)]
    public void A_key_is_read_as_people_write_it(string text, long? id) => Assert.Equal(id, TaskKey.TryParse(text));
}
