using Microsoft.AspNetCore.Components;
using TaskHub.Identity;
using TaskHub.Ui;

namespace TaskHub.Webhooks.Doctor;

/// <summary>The tab of the doctor: one click, and each finding as soon as it is made, with advice.</summary>
public sealed partial class DoctorView : IDisposable
{
    private readonly List<Finding> findings = [];
    private bool begun;
    private Failure? failure;
    private CancellationTokenSource? running;
    private DateTimeOffset? examinedAt;

    [Parameter, EditorRequired]
    public WebhookDetail Detail { get; set; } = default!;

    [Inject]
    private CurrentActor Current { get; set; } = default!;

    [Inject]
    private ExamineReceiver Examine { get; set; } = default!;

    public void Dispose() => Stop();

    protected override async Task OnInitializedAsync()
    {
        var last = await Examine.LastAsync(await Current.GetAsync(CancellationToken.None), Detail.Webhook.Id, CancellationToken.None);
        if (last is { Ok: true, Value: { } found } && running is null)
        {
            findings.AddRange(found.Findings);
            examinedAt = found.ExaminedAt;
        }
    }

    private async Task ExamineAsync()
    {
        (begun, failure) = (false, null);
        using var cancel = new CancellationTokenSource();
        running = cancel;
        try
        {
            var result = await Examine.RunAsync(await Current.GetAsync(cancel.Token), Detail.Webhook.Id, Hear, cancel.Token);
            failure = result.Failure;
            examinedAt = result.Ok ? result.Value.ExaminedAt : examinedAt;
        }
        catch (OperationCanceledException)
        {
            // What was found until then stands.
        }
        finally
        {
            running = null;
        }
    }

    private void Hear(Finding finding) => _ = InvokeAsync(() =>
    {
        if (!begun)
        {
            // What was found before stands until there is something new.
            findings.Clear();
            begun = true;
        }

        findings.Add(finding);
        StateHasChanged();
    });

    private void Stop() => running?.Cancel();

    private static Tone ToneOf(Diagnosis verdict) => verdict switch
    {
        Diagnosis.Good => Tone.Ok,
        Diagnosis.Advice => Tone.Warn,
        Diagnosis.Bad => Tone.Danger,
        _ => Tone.Neutral,
    };

    private static string Glyph(Diagnosis verdict) => verdict switch
    {
        Diagnosis.Good => "circle-check",
        Diagnosis.Advice => "triangle-alert",
        Diagnosis.Bad => "circle-x",
        _ => "circle-question-mark",
    };

    private static string Word(Diagnosis verdict) => verdict switch
    {
        Diagnosis.Good => "Good",
        Diagnosis.Advice => "Could be better",
        Diagnosis.Bad => "To mend",
        _ => "Not known",
    };
}
