using System.Text.Json;

namespace TaskHub.Api;

/// <summary>Names of enumerations as the API writes them.</summary>
public static class EnumNames
{
    /// <summary>The value that <paramref name="text"/> names. Throws <see cref="BadField"/> with all names when there is none.</summary>
    public static T Parse<T>(string field, string text, int status = StatusCodes.Status400BadRequest)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Name(value) == text)
            {
                return value;
            }
        }

        throw new BadField(field, $"{field} must be one of {string.Join(", ", Enum.GetValues<T>().Select(Name))}", status);
    }

    /// <summary>A value's name, in snake_case.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
