using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>The first person and their organization; with the SHA-256 and the last four characters of an access token to make for them.</summary>
public sealed record SetUpInput(string? Name, string? Email, string? Password, string? Organization, (byte[] Hash, string Ending)? Token = null);

/// <summary>A person who has just been made, and where they are a member.</summary>
public sealed record NewPerson(long UserId, long OrganizationId);

/// <summary>
/// Makes the first person, platform operator and administrator of the first organization, in one transaction. It needs no actor, for there
/// is none yet, and does nothing once there is.
/// </summary>
public sealed class SetUp(WriteGate gate, Passwords passwords, TimeProvider time)
{
    private const string TokenName = "Set-up";

    public async Task<Result<NewPerson>> RunAsync(SetUpInput input, CancellationToken cancel = default)
    {
        var problems = NewUser.Problems(input.Name, input.Email, input.Password);
        if (OrganizationName.Problem(input.Organization) is { } badName)
        {
            problems["organization"] = [badName];
        }

        if (problems.Count > 0)
        {
            return Failure.Invalid(problems);
        }

        var hash = passwords.Hash(input.Password!);
        return await gate.RunAsync<Result<NewPerson>>(async db =>
        {
            // Of two who set up at once, the second finds the first one's person here, inside the gate.
            if (await db.Users.AnyAsync(cancel))
            {
                return Failure.Conflict(OrganizationsText.AlreadySetUp);
            }

            var now = time.GetUtcNow();
            var user = NewUser.Make(input.Name!, input.Email!, hash, now, isOperator: true);
            var organization = new Organization { Name = Names.Tidy(input.Organization), CreatedAt = now, UpdatedAt = now };
            db.Add(user);
            db.Add(organization);
            await db.SaveChangesAsync(cancel);

            db.Audit(user, null, Acts.OrganizationCreated, null, organization.Id, organization.Name);
            db.Add(new Membership { OrganizationId = organization.Id, UserId = user.Id, Role = Role.Administrator, CreatedAt = now });
            if (input.Token is { } token)
            {
                db.Add(new AccessToken
                {
                    UserId = user.Id,
                    Name = TokenName,
                    Hash = token.Hash,
                    Ending = token.Ending,
                    Scopes = Scopes.All,
                    CreatedAt = now,
                });
                db.Audit(user, null, Acts.TokenCreated, $"…{token.Ending}: {Scopes.All}", organization.Id, TokenName);
            }

            await db.SaveChangesAsync(cancel);
            return new NewPerson(user.Id, organization.Id);
        }, cancel);
    }
}
