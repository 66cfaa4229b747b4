using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Trials;
using InvestBot.Exchanges.Paper;
using InvestBot.Exchanges.Venues;
using InvestBot.Grains.Venues;
using InvestBot.Storage.Commits;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace InvestBot.Cli.Chaos.Planted;

/// <summary>
/// Mistakes that chaos plants in the server of its own throw-away fleet, to prove that it would find them; and the seam at which it
/// strikes. Nothing of it exists in a server of any other home.
/// </summary>
internal static class Mistakes
{
    /// <summary>Names a mistake to the server.</summary>
    public const string Variable = "INVESTBOT_CHAOS_MISTAKE";

    /// <summary>Names the file that the server makes when the venue has taken the first entry of its life.</summary>
    public const string SeamVariable = "INVESTBOT_CHAOS_SEAM";

    /// <summary>Commits are acknowledged before they are on the disk.</summary>
    public const string UnflushedCommits = "synchronous-commit-off";

    /// <summary>Orders go to the venue before the commit that decided them.</summary>
    public const string SendBeforeCommit = "send-before-commit";

    /// <summary>What the venue says twice is booked twice.</summary>
    public const string BookEveryFill = "book-every-fill";

    public static readonly string[] All = [UnflushedCommits, SendBeforeCommit, BookEveryFill];

    /// <summary>Plants what the environment asks for.</summary>
    /// <exception cref="CliFailure">The home is not one that chaos made.</exception>
    public static void Plant(IServiceCollection services, InstallationHome home)
    {
        if (Environment.GetEnvironmentVariable(SeamVariable) is not { Length: > 0 } file) return;
        if (!TrialServer.IsTrial(home)) throw new CliFailure(ExitCode.Usage, $"{SeamVariable} is set: it plants mistakes in a server, and only chaos may do that, in a home of its own. Unset it.");
        var mistake = Environment.GetEnvironmentVariable(Variable);
        var seam = new Seam(file);
        services.AddSingleton<IExchange>(provider => new RepeatingVenue(provider.GetRequiredService<IPaperVenue>(), unrecognized: mistake == BookEveryFill));
        services.AddSingleton(provider =>
        {
            IExchange venue = new SeamVenue(provider.GetRequiredService<IExchange>(), mistake == SendBeforeCommit ? null : seam);
            return new VenueLink(provider.GetRequiredService<IGrainFactory>(), venue, provider.GetRequiredService<TimeProvider>());
        });
        if (mistake == SendBeforeCommit)
            services.AddSingleton<ICommitStore>(provider => new EagerCommits(provider.GetRequiredService<Storage.FleetStorage>().Commits, provider.GetRequiredService<IPaperVenue>(), seam));
    }
}
