using TaskHub.Api;

namespace TaskHub.Webhooks.Doctor;

/// <summary>What the description of the API says of the doctor.</summary>
internal static class DoctorDescription
{
    private static readonly ApiObject Found = new("Examination", typeof(Examination), "What an examination of a receiver found.", """
        {"type":"Examination","web_hook_id":1,"examined_at":1415025412,"findings":[{"check":"wrong_signature","verdict":"bad","title":"It takes a wrong signature",
        "text":"A test signed with a key of nobody's. It answered 200, after 12 ms.","advice":"Verify webhook-signature."}],"ok":false}
        """);

    public static readonly Operation Examine = new("examine_web_hook", ApiGroups.WebHooks, "Examine a web hook's receiver")
    {
        Text = "Looks at its name and certificate and posts five signed tests, one of them with a wrong signature and one an hour old. They are no deliveries and count "
            + "for nothing, but as five of the ten tests that one person may have a web hook sent in a minute.",
        Answer = Found,
    };
}
