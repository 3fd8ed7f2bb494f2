namespace TaskHub.Ui;

internal static class ElementId
{
    /// <summary>An id for an element of one component instance, so that a label or a description can name it.</summary>
    public static string New(string prefix) => prefix + Guid.NewGuid().ToString("N")[..10];
}
