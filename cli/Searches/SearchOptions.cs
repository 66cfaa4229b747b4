using System.Collections.Immutable;
using System.CommandLine;
using InvestBot.Backtest.Search;
using InvestBot.Cli.Backtests;
using InvestBot.Cli.Commands;
using InvestBot.Cli.Exits;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Naming;
using InvestBot.Strategies.Catalog;

namespace InvestBot.Cli.Searches;

/// <summary>What is searched, how and for how long: the options of <c>optimize</c> and <c>walk-forward</c>.</summary>
internal sealed class SearchOptions
{
    private const long LargestGrid = 100_000;

    private readonly Option<string[]> _ranges = new("--param")
    {
        Description = "A range: rsi-below=20:40, exits.stop=0.5%:3%:0.5% (with a step). May be given several times. Default: every parameter of the strategy, from half to one and a half times its default.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _search = new("--search") { Description = "grid, random or tpe (draws where good points were dense).", DefaultValueFactory = _ => "tpe" };
    private readonly Option<string> _objective = new("--objective") { Description = "return, sharpe, return-over-drawdown or expectancy; all after costs.", DefaultValueFactory = _ => "sharpe" };
    private readonly Option<int> _trials = NumberOption.Of("--trials", "How many points at most.", 100, 1, 1_000_000);
    private readonly Option<int> _seed = new("--seed") { Description = "The same seed gives the same points.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _workers = NumberOption.Of("--workers", "How many runs at a time; the result does not depend on it.", Environment.ProcessorCount, 1, 256);

    public void AddTo(Command command)
    {
        _search.AcceptOnlyFromAmong("grid", "random", "tpe");
        _objective.AcceptOnlyFromAmong("return", "sharpe", "return-over-drawdown", "expectancy");
        foreach (var option in new Option[] { _ranges, _search, _objective, _trials, _seed, _workers }) command.Options.Add(option);
    }

    /// <summary>The search over a run.</summary>
    /// <exception cref="CliFailure">A range is wrong, or the grid is too large.</exception>
    public Search Of(ParseResult parsed, PreparedRun run)
    {
        var ranges = Ranges(parsed.GetValue(_ranges) ?? [], run.Request.Configuration);
        var objective = parsed.GetValue(_objective) switch
        {
            "return" => Objective.Return,
            "return-over-drawdown" => Objective.ReturnOverDrawdown,
            "expectancy" => Objective.Expectancy,
            _ => Objective.Sharpe,
        };
        var (kind, seed, trials) = (parsed.GetValue(_search), parsed.GetValue(_seed), parsed.GetValue(_trials));
        if (kind == "grid")
        {
            var size = GridSearcher.Size(ranges);
            if (size > LargestGrid) throw new CliFailure(ExitCode.Usage, FormattableString.Invariant($"The grid has {size} points, more than {LargestGrid}; give fewer or coarser ranges, or --search tpe."));
            trials = (int)size;
        }
        return new Search(
            new SearchRequest(run.Request, ranges, objective, run.Calendar, trials, parsed.GetValue(_workers)),
            fold => kind switch
            {
                "grid" => new GridSearcher(ranges),
                "random" => new RandomSearcher(ranges, unchecked(seed + fold)),
                _ => new TreeParzenSearcher(ranges, unchecked(seed + fold)),
            });
    }

    private static ImmutableArray<SearchRange> Ranges(string[] texts, BotConfiguration bot)
    {
        var known = StrategyCatalog.Find(bot.Strategy)!.Parameters;
        if (texts.Length == 0) return [.. known.Select(Around)];
        var ranges = ImmutableArray.CreateBuilder<SearchRange>();
        foreach (var text in texts)
        {
            var range = SearchRange.TryParse(text) ?? throw new CliFailure(ExitCode.Usage, $"--param '{text}': write name=low:high or name=low:high:step, such as rsi-below=20:40:5.");
            string[] names = [.. known.Select(parameter => parameter.Name), .. BotSettings.Names];
            if (!names.Contains(range.Name)) throw new CliFailure(ExitCode.Usage, $"--param: there is no setting '{range.Name}'. {NearestNames.Advice(range.Name, names)}");
            if (ranges.Any(other => other.Name == range.Name)) throw new CliFailure(ExitCode.Usage, $"--param: '{range.Name}' is given twice.");
            var whole = known.Any(parameter => parameter.Name == range.Name && parameter.Whole);
            ranges.Add(whole && range.Step is null ? range with { Step = 1 } : range);
        }
        return ranges.ToImmutable();
    }

    internal static SearchRange Around(StrategyParameter parameter)
    {
        var (low, high) = (Math.Max(parameter.Minimum, parameter.Default / 2.0), Math.Min(parameter.Maximum, parameter.Default * 1.5));
        return parameter.Whole ? new SearchRange(parameter.Name, Math.Ceiling(low), Math.Floor(high), 1) : new SearchRange(parameter.Name, low, high, null);
    }
}

/// <summary>What was asked for.</summary>
/// <param name="Request">Over the whole run.</param>
/// <param name="SearcherFor">Makes a fresh searcher for a fold, by its number from 0.</param>
internal sealed record Search(SearchRequest Request, Func<int, ISearcher> SearcherFor);
