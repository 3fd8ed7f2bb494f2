using System.Globalization;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Formats;

namespace TaskHub.Webhooks.Subscriptions;

/// <summary>What stands in the form of a webhook while it is filled in.</summary>
public sealed class WebhookFields
{
    public string Url { get; set; } = "";
    public string Description { get; set; } = "";
    public WebhookFormat Format { get; private set; }
    public HashSet<string> Events { get; private set; } = [.. WebhookFormats.DefaultEvents(WebhookFormat.Redbooth)];
    public bool AllProjects { get; set; } = true;
    public HashSet<long> Projects { get; } = [];
    public string HttpUser { get; set; } = "";

    /// <summary>Empty keeps the password that there is.</summary>
    public string HttpPassword { get; set; } = "";

    public bool HasPassword { get; private init; }
    public List<HeaderField> Headers { get; } = [];
    public string Secret { get; set; } = "";
    public bool StrictOrder { get; set; }

    /// <summary>As typed; empty for no limit.</summary>
    public string RatePerMinute { get; set; } = "";

    /// <summary>Whether its order or rate is chosen, so that their part of the form is open.</summary>
    public bool HasPace => StrictOrder || RatePerMinute.Length > 0;

    /// <summary>Whether basic authentication, headers or an own secret are used, so that their part of the form is open.</summary>
    public bool HasMore => HttpUser.Length > 0 || Headers.Count > 0 || Secret.Length > 0;

    /// <summary>The form of a webhook that exists.</summary>
    public static WebhookFields Of(WebhookDetail detail)
    {
        var fields = new WebhookFields
        {
            Url = detail.Webhook.Url,
            Description = detail.Webhook.Description,
            Format = detail.Webhook.Format,
            StrictOrder = detail.Webhook.StrictOrder,
            RatePerMinute = detail.Webhook.RatePerMinute?.ToString(CultureInfo.InvariantCulture) ?? "",
            HttpUser = detail.HttpUser ?? "",
            HasPassword = detail.HasPassword,
        };
        fields.ChooseAs(detail.Webhook);
        fields.Headers.AddRange(detail.HeaderNames.Select(name => new HeaderField { Name = name, IsKept = true }));
        return fields;
    }

    /// <summary>The events and projects that are saved.</summary>
    public void ChooseAs(WebhookView webhook)
    {
        Events = [.. webhook.Events];
        AllProjects = webhook.ProjectIds.Count == 0;
        Projects.Clear();
        Projects.UnionWith(webhook.ProjectIds);
    }

    /// <summary>Another format begins with its own events, unless the person has already chosen some.</summary>
    public void Choose(WebhookFormat format)
    {
        if (Events.SetEquals(WebhookFormats.DefaultEvents(Format)))
        {
            Events = [.. WebhookFormats.DefaultEvents(format)];
        }

        Format = format;
    }

    public void Toggle(string type, bool wanted) => Toggle(Events, type, wanted);

    public void Toggle(ProjectName project, bool wanted) => Toggle(Projects, project.Id, wanted);

    /// <summary>What only the form can get wrong, or null: a choice of no projects would mean all, and of two headers one would be lost.</summary>
    public Failure? Check()
    {
        var twice = Headers.Where(h => h.Name.Length > 0).GroupBy(h => h.Name.Trim(), StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1)?.Key;
        return !AllProjects && Projects.Count == 0 ? Failure.Invalid("project_ids", SubscriptionTexts.NoProjects)
            : twice is not null ? Failure.Invalid("headers", $"{twice}: {WebhooksText.HeaderNameTwice}")
            : null;
    }

    public WebhookInput ToInput() => new()
    {
        Url = Url.Trim(),
        Description = Description,
        Format = Format.ToString().ToLowerInvariant(),
        Events = [.. Events],
        ProjectIds = AllProjects ? [] : [.. Projects],
        HttpUser = HttpUser,
        HttpPassword = HttpPassword.Length == 0 ? null : HttpPassword,
        Headers = HeadersByName(),
        Secret = Secret.Trim().Length == 0 ? null : Secret.Trim(),
        StrictOrder = StrictOrder,
        RatePerMinute = Rate(),
    };

    // What is no number is no rate either: the verb refuses it, in its words.
    private int Rate() =>
        string.IsNullOrWhiteSpace(RatePerMinute) ? 0
        : int.TryParse(RatePerMinute, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var rate) && rate > 0 ? rate
        : -1;

    private Dictionary<string, string?> HeadersByName()
    {
        var byName = new Dictionary<string, string?>();
        foreach (var header in Headers.Where(h => h.Name.Length > 0 || h.Value.Length > 0))
        {
            byName[header.Name.Trim()] = header.IsKept && header.Value.Length == 0 ? null : header.Value;
        }

        return byName;
    }

    private static void Toggle<T>(HashSet<T> set, T item, bool wanted)
    {
        if (wanted)
        {
            set.Add(item);
        }
        else
        {
            set.Remove(item);
        }
    }
}

/// <summary>One custom header in the form.</summary>
public sealed class HeaderField
{
    public string Name { get; set; } = "";
    public string Value { get; set; } = "";

    /// <summary>It exists already: its value is not shown, and an empty one keeps it.</summary>
    public bool IsKept { get; init; }
}
