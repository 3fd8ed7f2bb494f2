namespace TaskHub.Identity;

/// <summary>What the audit knows to have been done. What stands before the point is the kind, by which it is filtered.</summary>
public static class Acts
{
    public const string SignedIn = "account.signed_in";
    public const string SignInFailed = "account.sign_in_failed";
    public const string ProofFailed = "account.proof_failed";
    public const string Locked = "account.locked";
    public const string SignedOut = "account.signed_out";
    public const string SessionEnded = "account.session_ended";
    public const string Renamed = "account.renamed";
    public const string PasswordChanged = "account.password_changed";
    public const string PasswordReset = "account.password_reset";
    public const string EmailChanged = "account.email_changed";
    public const string TwoFactorOn = "account.two_factor_on";
    public const string TwoFactorOff = "account.two_factor_off";
    public const string RecoveryCodesMade = "account.recovery_codes_made";
    public const string RecoveryCodeUsed = "account.recovery_code_used";
    public const string PasskeyAdded = "account.passkey_added";
    public const string PasskeyRenamed = "account.passkey_renamed";
    public const string PasskeyRemoved = "account.passkey_removed";
    public const string Refused = "refusal.not_authorized";
    public const string TokenCreated = "token.created";
    public const string TokenRevoked = "token.revoked";
    public const string KeyCreated = "key.created";
    public const string KeyRevoked = "key.revoked";
    public const string OrganizationCreated = "organization.created";
    public const string OrganizationRenamed = "organization.renamed";
    public const string OrganizationDeleted = "organization.deleted";
    public const string MemberAdded = "member.added";
    public const string MemberJoined = "member.joined";
    public const string MemberChanged = "member.changed";
    public const string MemberRemoved = "member.removed";
    public const string GuestInvited = "member.project_opened";
    public const string GuestRemoved = "member.project_closed";
    public const string ResetLinkIssued = "member.reset_link_issued";
    public const string AdministrationRequested = "member.administration_requested";
    public const string AdministrationGranted = "member.administration_granted";
    public const string AdministrationRefused = "member.administration_refused";
    public const string Invited = "invitation.made";
    public const string InvitationWithdrawn = "invitation.withdrawn";
    public const string WebhookCreated = "web_hook.created";
    public const string WebhookChanged = "web_hook.changed";
    public const string WebhookEnabled = "web_hook.enabled";
    public const string WebhookDisabled = "web_hook.disabled";
    public const string WebhookDeleted = "web_hook.deleted";
    public const string SecretRotated = "web_hook.secret_rotated";
    public const string SecretsEnded = "web_hook.secrets_ended";
    public const string BodiesExpunged = "web_hook.bodies_expunged";
    public const string Redelivered = "web_hook.redelivered";
    public const string RedeliveryPaused = "web_hook.redelivery_paused";
    public const string RedeliveryResumed = "web_hook.redelivery_resumed";
    public const string RedeliveryStopped = "web_hook.redelivery_stopped";
    public const string HeldCanceled = "web_hook.held_canceled";
    public const string DeliveryCanceled = "web_hook.delivery_canceled";

    /// <summary>The kinds, with what people call them.</summary>
    public static IReadOnlyList<(string Kind, string Name)> Kinds { get; } =
    [
        ("account", "Accounts and sign-ins"), ("member", "Members and roles"), ("invitation", "Invitations"), ("token", "Access tokens"), ("key", "Keys"),
        ("web_hook", "Webhooks and secrets"), ("organization", "The organization"), ("refusal", "Refusals"),
    ];

    private static readonly Dictionary<string, string> Said = new()
    {
        [SignedIn] = "Signed in",
        [SignInFailed] = "Failed to sign in",
        [ProofFailed] = "Gave a wrong password while signed in",
        [Locked] = "Account locked after five failures",
        [SignedOut] = "Signed out",
        [SessionEnded] = "Session ended",
        [Renamed] = "Account renamed",
        [PasswordChanged] = "Password changed",
        [PasswordReset] = "Password chosen by a link",
        [EmailChanged] = "Email address changed",
        [TwoFactorOn] = "Two-factor sign-in turned on",
        [TwoFactorOff] = "Two-factor sign-in turned off",
        [RecoveryCodesMade] = "New recovery codes made",
        [RecoveryCodeUsed] = "Recovery code used",
        [PasskeyAdded] = "Passkey added",
        [PasskeyRenamed] = "Passkey renamed",
        [PasskeyRemoved] = "Passkey removed",
        [Refused] = "Refused: insufficient authorization",
        [TokenCreated] = "Access token created",
        [TokenRevoked] = "Access token revoked",
        [KeyCreated] = "Key created",
        [KeyRevoked] = "Key revoked",
        [OrganizationCreated] = "Organization created",
        [OrganizationRenamed] = "Organization renamed",
        [OrganizationDeleted] = "Organization deleted",
        [MemberAdded] = "Member added",
        [MemberJoined] = "Joined by an invitation",
        [MemberChanged] = "Member changed",
        [MemberRemoved] = "Member removed",
        [GuestInvited] = "Project opened to an external member",
        [GuestRemoved] = "Project closed to an external member",
        [ResetLinkIssued] = "Reset link issued",
        [AdministrationRequested] = "Asked to become an administrator",
        [AdministrationGranted] = "Request to become an administrator granted",
        [AdministrationRefused] = "Request to become an administrator refused",
        [Invited] = "Invited",
        [InvitationWithdrawn] = "Invitation withdrawn",
        [WebhookCreated] = "Webhook created",
        [WebhookChanged] = "Webhook changed",
        [WebhookEnabled] = "Webhook enabled",
        [WebhookDisabled] = "Webhook disabled",
        [WebhookDeleted] = "Webhook deleted",
        [SecretRotated] = "Webhook given a new secret",
        [SecretsEnded] = "Older secrets of a webhook ended",
        [BodiesExpunged] = "Bodies of a delivery removed",
        [Redelivered] = "Deliveries sent again",
        [RedeliveryPaused] = "Redelivery paused",
        [RedeliveryResumed] = "Redelivery resumed",
        [RedeliveryStopped] = "Redelivery stopped",
        [HeldCanceled] = "Held deliveries canceled",
        [DeliveryCanceled] = "Delivery canceled",
    };

    /// <summary>An act in words.</summary>
    public static string Words(string act) => Said.GetValueOrDefault(act, act);

    /// <summary>The acts whose words contain a text.</summary>
    public static IReadOnlyList<string> Saying(string text) => [.. Said.Where(a => a.Value.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(a => a.Key)];
}
