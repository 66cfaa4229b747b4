using System.CommandLine;

namespace InvestBot.Cli.Backtests;

/// <summary>What is run over which bars: the options that every command with a backtest in it has.</summary>
internal sealed class BacktestOptions
{
    public Option<string?> Preset { get; } = new("--preset") { Description = "A preset, such as conservative-memecoin." };

    public Option<string?> Strategy { get; } = new("--strategy") { Description = "A strategy alone, such as mean-reversion, with default limits." };

    public Option<DirectoryInfo?> Data { get; } = new("--data") { Description = "A folder of recorded bars; default: data/crypto-2024." };

    public Option<string[]> Symbols { get; } = new("--symbols") { Description = "Only these, separated by commas: BONK,WIF.", AllowMultipleArgumentsPerToken = true };

    public Option<string?> From { get; } = new("--from") { Description = "First bar to trade, UTC: 2024-05-15 or 2024-05-15T06:00. Earlier bars warm up." };

    public Option<string?> To { get; } = new("--to") { Description = "Bars before this only, UTC." };

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "Change a setting or a parameter of the strategy: risk.openPositions=3, rsi-below=25. May be given several times.",
        AllowMultipleArgumentsPerToken = true,
    };

    public Option<decimal?> Capital { get; } = new("--capital") { Description = "Cash at the start." };

    public Option<DirectoryInfo?> Factors { get; } = new("--factors") { Description = "A folder of factor files SYMBOL.csv (splits and dividends); default: the folder factors beside the bars, if there is one." };

    public Option<DirectoryInfo?> Readings { get; } = new("--readings") { Description = "A folder of CSV files of sentiment: time,instrument,kind,value; default: the folder readings beside the bars, if there is one." };

    public Option<string> Fill { get; } = new("--fill")
    {
        Description = "When decisions fill: next-open, or same-close (the price that the decision saw; it flatters).",
        DefaultValueFactory = _ => "next-open",
    };

    public Option<bool> Strict { get; } = new("--strict") { Description = "Fail on one faulty row of the folder; else such rows are left out, counted and named." };

    public Option<string[]> With { get; } = new("--with") { Description = "Other presets or strategies that trade on the same account, each with its own capital.", AllowMultipleArgumentsPerToken = true };

    public Option<bool> AllHours { get; } = new("--all-hours") { Description = "Keep bars of shares outside of regular sessions." };

    public Option<DirectoryInfo?> Models { get; } = new("--models")
    {
        Description = "Judge signals by the trained models of the home, or of a folder (investbot models); learning is on.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Preset, Strategy, Data, Symbols, From, To, Set, Capital, Factors, Readings, Fill, AllHours, Strict }) command.Options.Add(option);
        Fill.AcceptOnlyFromAmong("next-open", "same-close");
        command.Validators.Add(result =>
        {
            if ((result.GetValue(Preset) is null) == (result.GetValue(Strategy) is null)) result.AddError("Give --preset NAME or --strategy NAME, one of the two.");
        });
    }
}
