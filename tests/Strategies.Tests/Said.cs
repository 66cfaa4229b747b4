using System.Globalization;
using InvestBot.Strategies.Tokens;

namespace InvestBot.Strategies.Tests;

/// <summary>Everything in a view as text, so that two can be compared to the last digit.</summary>
internal static class Said
{
    internal static string Of(TokenView view) => string.Create(
        CultureInfo.InvariantCulture,
        $"{view.Return:R}|{view.Exit}|{view.Signal?.At:O}|{view.Signal?.Confidence:R}|{view.Signal?.Entry}|{view.Signal?.Stop}|{view.Signal?.Target}|{view.Signal?.TimeStop}|")
        + (view.Signal is { } signal ? string.Join(' ', signal.Reasons) + string.Join(' ', signal.Features) : "");
}
