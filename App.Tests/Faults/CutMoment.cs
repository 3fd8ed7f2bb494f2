namespace TaskHub.Tests.Faults;

/// <summary>When a delivering process is cut off, and what its receivers do meanwhile.</summary>
/// <param name="Kind">The kind of fault that it counts for.</param>
/// <param name="Point">The statement at which it dies; null where the receiver strikes.</param>
internal sealed record CutMoment(FaultKind Kind, KillPoint? Point)
{
    /// <summary>All of them, each as often as its kind is planned.</summary>
    public static List<CutMoment> Plan()
    {
        CutMoment[] all =
        [
            new(FaultKind.CommitKill, KillPoint.ChangeUncommitted), new(FaultKind.CommitKill, KillPoint.ChangeCommitted),
            new(FaultKind.ClaimKill, KillPoint.ClaimUncommitted), new(FaultKind.ClaimKill, KillPoint.ClaimCommitted),
            new(FaultKind.SendKill, null), new(FaultKind.AnswerKill, null),
            new(FaultKind.RecordKill, KillPoint.RecordUncommitted), new(FaultKind.RecordKill, KillPoint.RecordCommitted),
            new(FaultKind.RetryKill, KillPoint.RecordUncommitted), new(FaultKind.RetryKill, KillPoint.RecordCommitted),
            new(FaultKind.DisableKill, KillPoint.DisableUncommitted), new(FaultKind.DisableKill, KillPoint.DisableCommitted),
        ];
        return [.. all.GroupBy(moment => moment.Kind).SelectMany(kind => Enumerable.Range(0, kind.Key.Planned).Select(i => kind.ElementAt(i % kind.Count())))];
    }

    public override string ToString() => Point is { } point ? $"{Kind.Name} ({point})" : Kind.Name;
}
