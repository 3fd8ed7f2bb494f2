using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace TaskHub.Telemetry;

/// <summary>The words of Prometheus' text format 0.0.4, with names made from those of .NET as OpenTelemetry makes them.</summary>
internal static class PrometheusText
{
    /// <summary><c>taskhub.attempt.duration</c> in seconds becomes <c>taskhub_attempt_duration_seconds</c>; a counter ends in <c>_total</c>.</summary>
    public static string NameOf(Instrument instrument, bool isCounter)
    {
        var name = Plain(instrument.Name);
        var unit = instrument.Unit switch
        {
            "s" => "seconds",
            "ms" => "milliseconds",
            "By" => "bytes",
            _ => null,
        };
        if (unit is not null && !name.EndsWith(unit, StringComparison.Ordinal))
        {
            name = $"{name}_{unit}";
        }

        return isCounter && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    /// <summary><c>a="x",b="y"</c>, or nothing.</summary>
    public static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(Plain(key)).Append("=\"")
                .Append(Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", quotes: true)).Append('"');
        }

        return text.ToString();
    }

    public static void Head(StringBuilder text, string name, string kind, string? description)
    {
        if (!string.IsNullOrEmpty(description))
        {
            text.Append("# HELP ").Append(name).Append(' ').Append(Escape(description, quotes: false)).Append('\n');
        }

        text.Append("# TYPE ").Append(name).Append(' ').Append(kind).Append('\n');
    }

    public static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    public static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Plain(string name) =>
        string.Create(name.Length, name, (plain, from) =>
        {
            for (var i = 0; i < plain.Length; i++)
            {
                plain[i] = char.IsAsciiLetterOrDigit(from[i]) && !(i == 0 && char.IsAsciiDigit(from[i])) ? from[i] : '_';
            }
        });

    private static string Escape(string text, bool quotes)
    {
        text = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? text.Replace("\"", "\\\"", StringComparison.Ordinal) : text;
    }
}
