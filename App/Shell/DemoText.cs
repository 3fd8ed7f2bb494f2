using TaskHub.Identity;

namespace TaskHub;

/// <summary>A person of the demonstration.</summary>
internal sealed record DemoPerson(string Name, Role Role, string About)
{
    public string Email { get; } = $"{Name.Split(' ')[0].ToLowerInvariant()}@acme.example";
}

/// <summary>A project of the demonstration. Every act is done to every thing, in this order; <c>{0}</c> is the thing.</summary>
internal sealed record DemoProject(string Name, string Description, string[] Acts, string[] Things, string[] Labels);

/// <summary>The people and the words of the demonstration.</summary>
internal static class DemoText
{
    public const string Organization = "Acme";
    public const string Password = "seven otters in a boat";

    public static readonly DemoPerson[] People =
    [
        new("Nora Lindgren", Role.Administrator, "operator of this hub, administrator"),
        new("Diego Oliveira", Role.Administrator, "administrator"),
        new("Mei Tanaka", Role.Participant, "participant, wants to become an administrator"),
        new("Jonas Weber", Role.Participant, "participant"),
        new("Amara Okafor", Role.Participant, "participant"),
        new("Lucie Moreau", Role.Participant, "participant"),
        new("Sam Carter", Role.Participant, "participant"),
        new("Priya Nair", Role.External, "external, sees the website's project only"),
    ];

    public static readonly DemoProject[] Projects =
    [
        new(
            "Website relaunch",
            "The new site goes live at the end of the quarter. Design and copy come from the agency, the rest is ours.",
            ["Sketch the {0}", "Write the copy of the {0}", "Build the {0}", "Test the {0} on phones", "Translate the {0} into German"],
            ["home page", "pricing page", "customer stories", "blog", "help centre", "contact form", "careers page", "press kit",
                "newsletter sign-up", "cookie notice"],
            ["design", "copy", "frontend", "quality", "translation"]),
        new(
            "Mobile app 3.0",
            "Offline first, and finally a dark theme. Beta with twenty customers, then the stores.",
            ["Design {0}", "Build {0} on Android", "Build {0} on iOS", "Write tests for {0}", "Work the beta's feedback into {0}"],
            ["sign-in", "offline mode", "push notifications", "the dark theme", "photo upload", "settings", "the first tour", "the barcode scanner",
                "labels for screen readers", "crash reports"],
            ["design", "android", "ios", "quality", "beta"]),
        new(
            "Spring fair",
            "Hall 4, booth 12, three days. Forty square metres, six of us, one coffee machine.",
            ["Plan {0}", "Agree on a budget for {0}", "Order {0}", "Check {0} two days before", "Write down what we learned about {0}"],
            ["the booth", "the demo stand", "the train tickets", "the hotel rooms", "the talk on Thursday", "the name badges", "the brochure",
                "the customers' dinner", "the giveaways", "the list of leads"],
            ["planning", "money", "orders", "on site", "afterwards"]),
        new(
            "Office move",
            "Out of the old building by the end of the month after next, without a day offline.",
            ["List what we need for {0}", "Get three offers for {0}", "Choose who does {0}", "Set a date for {0}", "Sign {0} off"],
            ["desks and chairs", "the meeting rooms", "the kitchen", "network and Wi-Fi", "door access", "the archive", "the plants", "the signs",
                "insurance", "handing over the old rooms"],
            ["needs", "offers", "decision", "schedule", "acceptance"]),
        new(
            "Customer support",
            "What customers stumble over, from the first complaint to the answer that it is mended.",
            ["Collect complaints about {0}", "Reproduce the trouble with {0}", "Mend {0}", "Write a help article on {0}", "Tell customers about {0}"],
            ["refund requests", "the import wizard", "invoices as PDF", "slow reports", "sign-in mails", "calendar sync", "duplicate contacts",
                "time zones", "CSV exports", "two-factor codes"],
            ["triage", "bug", "fix", "docs", "news"]),
    ];

    public static readonly string[] Descriptions =
    [
        "Done when:\n\n- somebody who was not involved has read it,\n- the open questions below are answered,\n- it is linked from the project's page.",
        "Last year's version is a good start. **Please do not begin from scratch.**",
        "Talk to Diego first: he has the numbers.\n\n1. Draft\n2. One round of comments\n3. Final",
        "Keep it small. If it takes longer than a day, split it and say so in a comment.",
        "The customer asked for this twice. See the notes of the last call.\n\n> It would save us an hour every single week.",
        "Mind `https://acme.example/handbook`: section 4 still holds.",
    ];

    public static readonly string[] Comments =
    [
        "I can take this one tomorrow morning.",
        "Looks good to me. One small thing: the second paragraph says the same as the first.",
        "Waiting for an answer from the supplier, they promised one by Friday.",
        "Done on my side. Could somebody else have a look?",
        "I have moved the date, the meeting was postponed.",
        "Do we really need this before the release? I would rather do it **properly** a week later.",
        "Here is what I found:\n\n- it works with the old data,\n- it is slow with more than 5,000 rows,\n- nobody uses the third option.",
        "Thanks! That was quick.",
        "The budget is fine, go ahead.",
        "I do not understand the last point. Can we talk about it at eleven?",
        "Tested on an old phone as well. `OK`",
        "This depends on the task above, so it has to wait.",
        "Asked the customer: they prefer the simple version.",
        "I will be away from Wednesday, Amara takes over.",
        "Added a sketch to the shared folder.",
        "Let us decide this on Monday.",
    ];
}
