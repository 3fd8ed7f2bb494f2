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
            List = true,
            Filter = new() { Text = "a & b", Status = "active", Assignee = "me" },
            Order = TaskOrder.Due,
            Task = 51,
        };

        Assert.Equal("/app/organization/1/projects/2?view=list&q=a%20%26%20b&status=active&assignee=me&sort=due&task=51", address.ToString());
    }

    [Theory]
    [InlineData(null, TaskOrder.Board)]
    [InlineData("due", TaskOrder.Due)]
    [InlineData("nonsense", TaskOrder.Board)]
    public void An_order_is_known_by_its_name(string? name, TaskOrder expected) => Assert.Equal(expected, ProjectAddress.OrderFrom(name));

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

    [Theory]
    [InlineData("TH-42", 42L)]
    [InlineData("th-42", 42L)]
    [InlineData("#42", 42L)]
    [InlineData(" 42 ", 42L)]
    [InlineData("TH-", null)]
    [InlineData("forty two", null)]
    public void A_key_is_read_as_people_write_it(string text, long? id) => Assert.Equal(id, TaskKey.TryParse(text));
}
