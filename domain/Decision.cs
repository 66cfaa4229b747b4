using System.Collections.Immutable;

namespace InvestBot.Domain;

/// <summary>What a <c>Decide</c> function answers: events to apply, or a refusal, or neither when there is nothing to do.</summary>
/// <typeparam name="TEvent">The concept's events.</typeparam>
/// <param name="Events">What happened, in order; empty for a refusal.</param>
/// <param name="Refusal">Why not; <c>null</c> when not refused.</param>
public readonly record struct Decision<TEvent>(ImmutableArray<TEvent> Events, Refusal? Refusal)
{
    /// <summary>Nothing to do: the command repeats what is so already.</summary>
    public static Decision<TEvent> Nothing { get; } = new([], null);

    /// <summary>Events.</summary>
    public static Decision<TEvent> Of(params ReadOnlySpan<TEvent> events) => new([.. events], null);

    /// <summary>A refusal.</summary>
    public static Decision<TEvent> No(string code, string explanation) => new([], new Refusal(code, explanation));
}

/// <summary>A business refusal: a value, never an exception.</summary>
/// <param name="Code">Stable, lower-case words with hyphens: <c>not-running</c>.</param>
/// <param name="Explanation">One sentence that names what was asked, why not, and what would help.</param>
public sealed record Refusal(string Code, string Explanation);
