using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace TaskHub.Bench.Delivery;

/// <summary>The hub as it ships, in a process of its own, over a data folder.</summary>
internal sealed class HubProcess : IDisposable
{
    private readonly Process process;

    private HubProcess(Process process, string url)
    {
        this.process = process;
        Url = url;
        Http = new HttpClient { BaseAddress = new Uri(url) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Backlog.Token);
    }

    public string Url { get; }

    public HttpClient Http { get; }

    /// <summary>CPU time used so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in MB.</summary>
    public double Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Bytes that the process has written so far, from the kernel's account.</summary>
    public long Written => File.ReadLines($"/proc/{process.Id}/io")
        .Where(line => line.StartsWith("wchar:", StringComparison.Ordinal))
        .Select(line => long.Parse(line[6..], CultureInfo.InvariantCulture)).Single();

    /// <param name="folder">Its data folder.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="from">Where the program is; this benchmark's own folder unless it is said.</param>
    /// <param name="page">It has started when this answers.</param>
    public static async Task<HubProcess> StartAsync(string folder, int port, string? from = null, string page = "/api/3/me")
    {
        from ??= AppContext.BaseDirectory;
        var program = Path.Combine(from, "TaskHub.dll");
        var url = $"http://127.0.0.1:{port}";
        var start = new ProcessStartInfo("dotnet", [program, "--urls", url, "--TaskHub:DataPath", folder, "--contentRoot", from])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Logging__LogLevel__Default"] = "Warning",
                ["TaskHub__Webhooks__AllowHttp"] = "true",
                ["TaskHub__Webhooks__AllowedNetworks"] = "127.0.0.0/8",
                ["TaskHub__Api__RequestsPerMinute"] = "0",
            },
        };
        var child = Process.Start(start)!;
        child.OutputDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        child.BeginOutputReadLine();
        var hub = new HubProcess(child, url);
        for (var tries = 0; tries < 2_000; tries++)
        {
            try
            {
                using var answer = await hub.Http.GetAsync(page);
                if (answer.IsSuccessStatusCode)
                {
                    return hub;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(20);
        }

        throw new InvalidOperationException("The hub did not start.");
    }

    /// <summary>Posts to the API and returns the id of what was made.</summary>
    public async Task<long> PostAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.IsSuccessStatusCode ? json.GetProperty("id").GetInt64() : throw new InvalidOperationException(json.ToString());
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        Http.Dispose();
    }
}
