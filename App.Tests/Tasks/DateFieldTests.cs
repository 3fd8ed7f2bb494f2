using Bunit;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Tasks;

namespace TaskHub.Tests.Tasks;

public sealed class DateFieldTests : BunitContext
{
    private readonly List<DateOnly?> saved = [];

    public DateFieldTests()
    {
        Services.AddSingleton(TimeProvider.System);
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void A_date_is_saved_on_leaving_and_only_when_it_changed()
    {
        var field = Field(new DateOnly(2026, 11, 22));
        field.Find("input").Change("2026-12-04");
        field.Find("input").Blur();

        field.WaitForAssertion(() => Assert.Equal([new DateOnly(2026, 12, 4)], saved));
    }

    [Fact]
    public void A_year_that_is_half_typed_is_given_up()
    {
        var field = Field(new DateOnly(2026, 11, 22));
        field.Find("input").Change("0202-12-04");
        field.Find("input").Blur();

        Assert.Empty(saved);
        Assert.Equal("2026-11-22", field.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void A_date_is_said_in_more_words_than_a_line_for_a_new_task_knows()
    {
        var field = Field(null);
        field.Find(".menu-field input").Change("+3d");

        Assert.Equal([new DateOnly(2026, 11, 25)], saved);
    }

    [Fact]
    public void A_late_date_says_so_in_words()
    {
        var field = Field(new DateOnly(2026, 11, 1), late: true);

        Assert.Contains("Overdue", field.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<DateField> Field(DateOnly? value, bool late = false)
    {
        Services.AddScoped<TaskHub.Ui.Toasts>();
        return Render<DateField>(parameters => parameters
            .Add(f => f.Label, "Due")
            .Add(f => f.Value, value)
            .Add(f => f.Late, late)
            .AddCascadingValue("Today", new DateOnly(2026, 11, 22))
            .Add(f => f.ValueChanged, date => saved.Add(date)));
    }
}
