using TaskHub.Data;
using TaskHub.Jobs;

namespace TaskHub.Webhooks.Security;

/// <summary>Writes down what connections showed of receivers' certificates, so that a restart does not forget when they end.</summary>
internal sealed class KeepCertificatesJob(SeenCertificates certificates, WriteGate gate) : IRecurringJob
{
    public async ValueTask RunAsync(JobRun run, CancellationToken cancellationToken) =>
        run.Report(WebhooksText.CertificatesKept(await certificates.KeepAsync(gate, cancellationToken)));
}
