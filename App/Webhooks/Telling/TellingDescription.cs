using TaskHub.Api;

namespace TaskHub.Webhooks.Telling;

/// <summary>What the description of the API says of being told.</summary>
internal static class TellingDescription
{
    private static readonly string[] Kinds = [.. ChooseAlarms.Names.Select(n => n.Name)];

    private static readonly ApiObject Settings = new("WebHookNotifications", typeof(AlarmSettings), "Of what you are told about the web hooks of an organization, and how.", """
        {"type":"WebHookNotifications","organization_id":1,"inbox":["failing","endangered","disabled","recovered"],"mail":["disabled"],"mail_works":true}
        """);

    public static readonly Operation Find = new("get_web_hook_notifications", ApiGroups.WebHooks, "Of what you are told about web hooks")
    {
        Text = "Your own choice, as an administrator; all, unless you choose.",
        Answer = Settings,
    };

    public static readonly Operation Choose = new("update_web_hook_notifications", ApiGroups.WebHooks, "Choose of what you are told about web hooks")
    {
        Body =
        [
            Field.AnyOf("inbox", "The kinds that come into your inbox.", Kinds, "failing", "disabled"),
            Field.AnyOf("mail", "The kinds that go to you by mail.", Kinds, "disabled"),
        ],
        Answer = Settings,
    };
}
