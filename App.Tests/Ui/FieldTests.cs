using System.ComponentModel.DataAnnotations;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using TaskHub.Ui;

namespace TaskHub.Tests.Ui;

public sealed class FieldTests : BunitContext
{
    [Fact]
    public void The_label_names_the_control()
    {
        var field = Render<Field>(with => with.Add(f => f.Label, "Url").Add(f => f.ChildContent, Input));

        Assert.Equal(field.Find("input").Id, field.Find("label").GetAttribute("for"));
        Assert.False(field.Find("input").HasAttribute("aria-describedby"));
    }

    [Fact]
    public void Hint_and_error_describe_the_control_and_the_error_marks_it()
    {
        var field = Render<Field>(with => with
            .Add(f => f.Label, "Url").Add(f => f.Hint, "https").Add(f => f.Error, "The address is not allowed").Add(f => f.ChildContent, Input));

        var input = field.Find("input");
        var described = input.GetAttribute("aria-describedby")!.Split(' ');
        Assert.Equal(["https", "The address is not allowed"], described.Select(id => field.Find("#" + id).TextContent.Trim()));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
    }

    [Fact]
    public void An_error_that_is_gone_leaves_nothing_behind()
    {
        var field = Render<Field>(with => with.Add(f => f.Label, "Url").Add(f => f.Error, "Wrong").Add(f => f.ChildContent, Input));

        field.Render(with => with.Add(f => f.Error, null));

        Assert.Empty(field.FindAll(".error"));
        Assert.False(field.Find("input").HasAttribute("aria-invalid"));
    }

    [Fact]
    public async Task A_form_s_message_appears_at_its_field_alone()
    {
        var contact = new Contact();
        var form = new EditContext(contact);
        using var annotations = form.EnableDataAnnotationsValidation(Services);
        var name = Render<Field>(with => with.AddCascadingValue(form).Add(f => f.Label, "Name").Add(f => f.For, () => contact.Name).Add(f => f.ChildContent, Input));
        var note = Render<Field>(with => with.AddCascadingValue(form).Add(f => f.Label, "Note").Add(f => f.For, () => contact.Note).Add(f => f.ChildContent, Input));

        await name.InvokeAsync(form.Validate);

        Assert.Equal("A name is needed", name.Find(".error").TextContent.Trim());
        Assert.Empty(note.FindAll(".error"));
    }

    private static RenderFragment Input(IReadOnlyDictionary<string, object> attributes) => builder =>
    {
        builder.OpenElement(0, "input");
        builder.AddMultipleAttributes(1, attributes);
        builder.CloseElement();
    };

    private sealed class Contact
    {
        [Required(ErrorMessage = "A name is needed")]
        public string Name { get; set; } = "";

        public string Note { get; set; } = "";
    }
}
