using System.Globalization;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Telemetry;

/// <summary>A span as a collector reads it out of an OTLP request.</summary>
public sealed record ReceivedSpan(string Source, string TraceId, string Id, string ParentId, string Name, IReadOnlyDictionary<string, string> Tags, bool IsError)
{
    private const ulong Error = 2;

    public static IEnumerable<ReceivedSpan> In(IEnumerable<ReceivedRequest> requests) =>
        from request in requests
        where request.Path == "/v1/traces"
        from resource in new ProtobufFields(request.Body).Messages(1)
        from scope in resource.Messages(2)
        let source = scope.Messages(1).Single().Text(1)
        from span in scope.Messages(2)
        select new ReceivedSpan(
            source, span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), Attributes(span.Messages(9)), span.Messages(15).Any(s => s.Value(3) == Error));

    private static Dictionary<string, string> Attributes(IEnumerable<ProtobufFields> attributes) => attributes.ToDictionary(
        a => a.Text(1),
        a => a.Messages(2).Single() is var value && value.Has(1) ? value.Text(1) : value.Value(3).ToString(CultureInfo.InvariantCulture));
}
