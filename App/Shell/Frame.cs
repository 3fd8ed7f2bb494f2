namespace TaskHub;

/// <summary>What a page tells the frame around it, and the frame its pages.</summary>
public sealed class Frame(IHttpContextAccessor requests)
{
    /// <summary>The organization that the page belongs to, where its address does not say so.</summary>
    public long? Organization { get; private set; }

    internal event Action? Changed;

    /// <summary>A cookie of the request that is being answered; only while a page is prerendered.</summary>
    internal string? Cookie(string name) => requests.HttpContext?.Request.Cookies[name];

    /// <summary>Called by a page whose address names no organization: that of a task.</summary>
    public void Show(long organization)
    {
        if (Organization != organization)
        {
            Organization = organization;
            Changed?.Invoke();
        }
    }
}
