using System.Globalization;

namespace TaskHub.Ui;

/// <summary>
/// Numbers of an address. A page takes every part of its query as a text: Blazor ends the page with an error where a number is asked for and
/// something else stands there.
/// </summary>
public static class QueryNumber
{
    /// <summary>The number, from 0; null for none, and for what is none.</summary>
    public static long? Of(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
