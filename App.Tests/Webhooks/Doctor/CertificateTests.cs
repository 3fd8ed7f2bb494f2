using System.Net.Security;
using TaskHub.Tests.Webhooks.Security;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Doctor;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Doctor;

/// <summary>What the doctor says of certificates that real handshakes show.</summary>
public sealed class CertificateTests
{
    private const string Name = "receiver.example.com";
    private static readonly DateTimeOffset Today = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_certificate_holds_ends_soon_or_is_named_for_what_is_wrong_with_it()
    {
        Assert.Equal(("The certificate holds", Diagnosis.Good), await OfAsync(Name, 25));
        Assert.Equal(("The certificate ends soon", Diagnosis.Advice), await OfAsync(Name, 9));
        Assert.Equal((DoctorText.OtherName, Diagnosis.Bad), await OfAsync("other.example.com", 25));
        Assert.Equal((DoctorText.SelfSigned, Diagnosis.Bad), await OfAsync(Name, 25, isTrusted: false));
        Assert.Equal(($"{DoctorText.OtherName} {DoctorText.SelfSigned}", Diagnosis.Bad), await OfAsync("other.example.com", 25, isTrusted: false));
        var ended = await OfAsync(Name, -2);
        Assert.Equal(Diagnosis.Bad, ended.Verdict);
        Assert.Contains("2 days ago", ended.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_before_anything_is_dialled()
    {
        using var client = Clients.Create(new ScriptedResolver([["10.0.0.7"]]));

        var look = await client.LookAtCertificateAsync($"https://{Name}/", TestContext.Current.CancellationToken);

        Assert.Equal(new CertificateLook(AttemptError.RefusedAddress), look);
    }

    private static async Task<(string Said, Diagnosis Verdict)> OfAsync(string name, int days, bool isTrusted = true)
    {
        using var certificate = OutboundTlsTests.Certificate(name, Today.AddDays(days));
        await using var receiver = new BareReceiver("", new SslServerAuthenticationOptions { ServerCertificate = certificate });
        using var client = Clients.Create(
            new ScriptedResolver([["127.0.0.1"]]), options => options.AllowedPorts = [receiver.Port], isTrusted ? OutboundTlsTests.Trust(certificate) : null);
        var look = await client.LookAtCertificateAsync($"https://{Name}:{receiver.Port}/", TestContext.Current.CancellationToken);
        var finding = Findings.Certificate(look!, Today);
        return (finding.Verdict == Diagnosis.Bad ? finding.Text : finding.Title, finding.Verdict);
    }
}
