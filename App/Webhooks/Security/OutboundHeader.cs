namespace TaskHub.Webhooks.Security;

/// <summary>One header of a request or of an answer.</summary>
/// <param name="Name">Its name, as it goes over the wire.</param>
/// <param name="Value">Its value; visible ASCII and blanks in a request.</param>
/// <param name="IsSecret">Whether the record of the attempt shows <c>•••</c> in place of the value.</param>
public readonly record struct OutboundHeader(string Name, string Value, bool IsSecret = false)
{
    /// <summary>What the record of an attempt shows for a secret value.</summary>
    public const string Hidden = "•••";

    /// <summary>The value as the record of the attempt shows it.</summary>
    public string ShownValue => IsSecret ? Hidden : Value;
}
