using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Browser;

/// <summary>A hub that nobody has set up, with a receiver whose paths are the names of the formats. Retries come quickly.</summary>
public sealed class StoryFixture(SharedChromium chromium) : HubFixture(chromium)
{
    private volatile int redboothAnswers = 200;

    public Receiver Receiver { get; private set; } = null!;

    /// <summary>The one-time link from the console, on the host name that the browser of the tests uses.</summary>
    public string SetUpLink => new Uri(Get<FirstStart>().Link).PathAndQuery;

    protected override Dictionary<string, string> Settings => new(Hub.Untouched)
    {
        ["TaskHub:Webhooks:AllowHttp"] = "true",
        ["TaskHub:Webhooks:AllowedNetworks"] = "127.0.0.0/8, ::1/128",
        ["TaskHub:Webhooks:RetrySchedule"] = string.Join(", ", Enumerable.Repeat("00:00:00.500", 9)),
    };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Receiver = await Receiver.StartAsync();
        Receiver.AnswerWith(request => request.Path switch
        {
            "/worksection" => Answer.WorksectionOk,
            "/redbooth" => Answer.Of(redboothAnswers, redboothAnswers == 200 ? "thanks" : "out of order"),
            _ => Answer.Ok,
        });
    }

    /// <summary>What the receiver of the webhook in Redbooth's format answers from now on.</summary>
    public void SwitchRedbooth(int status) => redboothAnswers = status;

    public T Get<T>()
        where T : notnull => Hub.Services.GetRequiredService<T>();

    /// <summary>Someone who takes part in the organization, with the password that all people of the tests have.</summary>
    public async Task<long> ParticipantAsync(string name, string email)
    {
        var hash = Get<Passwords>().Hash(Hub.Password);
        return await Get<WriteGate>().RunAsync(async db =>
        {
            var user = NewUser.Make(name, email, hash, DateTimeOffset.UnixEpoch);
            db.Add(user);
            await db.SaveChangesAsync();
            db.Add(new Membership { OrganizationId = 1, UserId = user.Id, Role = Role.Participant, CreatedAt = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync();
            return user.Id;
        });
    }

    /// <summary>The API as that person sees it.</summary>
    public async Task<TaskHub.Tests.Api.ApiClient> ApiOfAsync(long userId)
    {
        var actor = (await Get<Actors>().FindAsync(userId))!;
        return new(Hub, (await Get<CreateAccessToken>().RunAsync(actor, new(1, "Story"))).Value.Text);
    }

    public async Task<long> OwnerAsync()
    {
        await using var db = await Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await db.Users.Where(u => u.IsOperator).Select(u => u.Id).SingleAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
