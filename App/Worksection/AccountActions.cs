using System.Globalization;
using System.Text.Json.Nodes;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Projects;
using TaskHub.Webhooks;

namespace TaskHub.Worksection;

/// <summary>The actions about the account, which is the organization: its people, its folders and what happened.</summary>
internal sealed class AccountActions(
    People people, FindOrganization organizations, ReadProjects projects, ReadWorksectionEvents events, TimeProvider time)
{
    public async Task<JsonObject> UsersAsync(Question question)
    {
        var company = await CompanyAsync(question);
        var roster = await people.OfAsync(question);
        return Actions.Ok(new JsonArray([.. roster.Members.Select(m => Show(m, company.Name))]));
    }

    /// <summary>Projects have no folders here: the one group is the organization, which every project names as its company.</summary>
    public async Task<JsonObject> GroupsAsync(Question question)
    {
        var company = await CompanyAsync(question);
        var group = new JsonObject { ["id"] = Shapes.Id(company.Id), ["title"] = company.Name, ["type"] = "company", ["client"] = 0 };
        return Actions.Ok(new JsonArray(group));
    }

    public async Task<JsonObject> EventsAsync(Question question)
    {
        var since = time.GetUtcNow() - Period(question.Given.Required("period"));
        var project = question.Given.Id("id_project");
        if (project is { } id && !(await projects.OneAsync(question.Actor, id, question.Cancel)).Ok)
        {
            throw Refusal.Project;
        }

        var found = await events.RunAsync(question.Actor, question.OrganizationId, project, since, Limits.Records, question.Cancel);
        return found.Ok
            ? Actions.Ok(found.Value ?? throw new Refusal(11, WorksectionText.TooManyEvents))
            : throw Refusal.Of(found.Failure, Refusal.Hash);
    }

    private async Task<OrganizationPayload> CompanyAsync(Question question) =>
        (await organizations.RunAsync(question.Actor, question.OrganizationId, question.Cancel)).Value;

    private static JsonObject Show(Member member, string company)
    {
        var name = member.Person.Name;
        var blank = name.IndexOf(' ', StringComparison.Ordinal);
        return new JsonObject
        {
            ["id"] = Shapes.Id(member.Person.Id),
            ["first_name"] = blank < 0 ? name : name[..blank],
            ["last_name"] = blank < 0 ? "" : name[(blank + 1)..],
            ["name"] = name,
            ["title"] = "",
            ["avatar"] = "",
            ["group"] = company,
            ["department"] = "",
            ["role"] = member.Role switch
            {
                Role.Administrator => "account admin",
                Role.Participant => "user",
                _ => "guest",
            },
            ["email"] = member.Person.Email,
        };
    }

    /// <summary>1m to 360m, 1h to 72h, 1d to 30d.</summary>
    private static TimeSpan Period(string text)
    {
        var number = int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        return (text[^1], number) switch
        {
            ('m', > 0 and <= 360) => TimeSpan.FromMinutes(number),
            ('h', > 0 and <= 72) => TimeSpan.FromHours(number),
            ('d', > 0 and <= 30) => TimeSpan.FromDays(number),
            _ => throw Refusal.Invalid("period"),
        };
    }
}
