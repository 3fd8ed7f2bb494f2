using System.Text.Json.Nodes;

namespace TaskHub.Api;

/// <summary>The events that are posted to web hooks, for the description: the room that posts them provides it.</summary>
/// <param name="Write">
/// Writes the description of each event by its name. It is given the schemas of the API, in which those of the payloads stand by their
/// names, and to which it adds its own.
/// </param>
public sealed record DescribedEvents(Func<JsonObject, JsonObject> Write);
