namespace InvestBot.Cli.Backtests.Html;

/// <summary>How a report looks.</summary>
internal static class HtmlStyle
{
    public const string Css = """

        :root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --line: #d9dee5; --paper: #ffffff; --card: #f6f8fa; --up: #0a7a3d; --down: #b3261e; --mark: #1f5fbf; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa6b5; --line: #333d49; --paper: #12171d; --card: #1a2129; --up: #4cc38a; --down: #ff8a80; --mark: #7ab0ff; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
        main { max-width: 70rem; margin: 0 auto; padding: 1rem; }
        h1 { font-size: 1.5rem; margin: 0.5rem 0 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.05rem; margin: 0 0 0.5rem; }
        .sub { color: var(--soft); margin: 0.25rem 0 1rem; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.9rem; margin: 0 0 1rem; }
        dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: 0.6rem 1rem; margin: 0; }
        .lead { display: flex; flex-wrap: wrap; margin: 0 0 1rem; }
        .lead div { flex: 1 1 auto; background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.7rem 0.9rem; }
        .lead dd { font-size: 1.2rem; font-weight: 600; white-space: nowrap; }
        dt { color: var(--soft); font-size: 0.8rem; }
        dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
        .wide { overflow-x: auto; background: linear-gradient(90deg, var(--card) 40%, transparent) left / 2rem 100% no-repeat local, linear-gradient(270deg, var(--card) 40%, transparent) right / 2rem 100% no-repeat local, radial-gradient(farthest-side at 0 50%, rgb(0 0 0 / 0.28), transparent) left / 0.7rem 100% no-repeat scroll, radial-gradient(farthest-side at 100% 50%, rgb(0 0 0 / 0.28), transparent) right / 0.7rem 100% no-repeat scroll; }
        .tall { max-height: 32rem; overflow: auto; }
        table { border-collapse: collapse; font-size: 0.85rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
        th, td { padding: 0.25rem 0.6rem; text-align: right; border-bottom: 1px solid var(--line); }
        th:first-child, td:first-child, .text { text-align: left; }
        thead th { position: sticky; top: 0; background: var(--card); color: var(--soft); font-weight: 600; }
        svg { display: block; width: 100%; min-width: 40rem; height: auto; }
        svg text { fill: var(--soft); font: 11.5px system-ui, sans-serif; }
        .grid { stroke: var(--line); stroke-width: 1; }
        .curve { fill: none; stroke: var(--mark); stroke-width: 1.5; }
        .fall { fill: var(--down); fill-opacity: 0.25; stroke: var(--down); stroke-width: 1; }
        .up { color: var(--up); } .down { color: var(--down); }
        svg .up { fill: var(--up); stroke: var(--up); } svg .down { fill: var(--down); stroke: var(--down); }
        .wick { stroke-width: 1; }
        .entry { fill: var(--mark); stroke: var(--paper); } .exit { fill: none; stroke: var(--ink); stroke-width: 1.5; }
        ul { margin: 0; padding-left: 1.2rem; }
        @media (max-width: 44rem) { main { padding: 0.6rem; } section { padding: 0.7rem; } svg text { font-size: 15px; } .lead { display: grid; gap: 0.5rem; } .lead dd { font-size: 1.1rem; white-space: normal; } dl, .lead { grid-template-columns: repeat(2, 1fr); } }
        @media print { section { break-inside: avoid; } .tall { max-height: none; } }

        """;
}
