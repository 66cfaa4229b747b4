namespace InvestBot.Api.Learning;

/// <summary>What an instance has learned from what its signals came to.</summary>
internal sealed record InstanceLearning
{
    /// <summary>Whether it learns; if not, the confidence of a signal is the strategy's own and nothing below is used.</summary>
    public required bool Enabled { get; init; }

    public required string Strategy { get; init; }

    /// <summary>Signals that ended, with a profit or without.</summary>
    public required long Outcomes { get; init; }

    /// <summary>Signals that ended with a profit after costs.</summary>
    public required long Won { get; init; }

    /// <summary>Signals whose outcome is not known yet.</summary>
    public required int Awaited { get; init; }

    /// <summary>Probability of a profit after costs of all signals together, 0 to 1; one half before the first outcome.</summary>
    public required double BaseRate { get; init; }

    /// <summary>How many outcomes the base rate counts for in each range of the calibration.</summary>
    public required double PriorStrength { get; init; }

    /// <summary>The least that a weight may fall to, where 1 is the mean of all.</summary>
    public required double Floor { get; init; }

    /// <summary>Every expert of the strategy; a strategy without experts is its own only one.</summary>
    public required IReadOnlyList<LearnedExpert> Experts { get; init; }

    /// <summary>The experts within each instrument that has outcomes.</summary>
    public required IReadOnlyList<InstrumentWeights> Instruments { get; init; }

    /// <summary>The calibration: ranges of raw confidence, ascending.</summary>
    public required IReadOnlyList<CalibrationRange> Calibration { get; init; }

    public required LearningModels Models { get; init; }
}

/// <summary>An expert: its weight (the mean of all is 1), its share of all weights, and what the signals that it spoke for came to.</summary>
internal sealed record LearnedExpert(string Expert, double Weight, double Share, long Outcomes, long Won);

/// <summary>The experts' weights within an instrument, which multiply those over all.</summary>
internal sealed record InstrumentWeights(string Instrument, string Symbol, IReadOnlyList<WeightOf> Weights);

/// <summary>An expert's weight.</summary>
internal sealed record WeightOf(string Expert, double Weight);

/// <summary>
/// Signals whose raw confidence lay in a range: how many ended, the share of them with a profit (absent without any), and the confidence that
/// such a signal has now, with the standard deviation of its posterior.
/// </summary>
internal sealed record CalibrationRange(double From, double To, long Outcomes, long Won, double? Realized, double Confidence, double Deviation);

/// <summary>The trained models of the instance.</summary>
/// <param name="InForce">Judges every signal; absent: the weighed votes do.</param>
/// <param name="Shadow">Judges every signal too and counts for nothing; absent: none.</param>
/// <param name="Pinned">Whether what is in force stays, whatever is promoted.</param>
/// <param name="Versions">Every version that it has.</param>
internal sealed record LearningModels(ModelView? InForce, ShadowView? Shadow, bool Pinned, IReadOnlyList<ModelView> Versions);

/// <summary>A version of a model, and how it did on signals that it was not trained on. Log losses are means, in nats: lower is better.</summary>
internal sealed record ModelView(int Number, string Kind, DateTimeOffset TrainedFrom, DateTimeOffset TrainedTo, int Outcomes, double LogLoss, double BaseLogLoss);

/// <summary>The shadowing model beside what is in force, on the same signals; the losses are absent before the first outcome.</summary>
/// <param name="Model">Which.</param>
/// <param name="Outcomes">How many signals ended that it judged.</param>
/// <param name="Asked">How many are asked before it may be put in force.</param>
/// <param name="LogLoss">Its own.</param>
/// <param name="PresentLogLoss">Of the confidence in force.</param>
internal sealed record ShadowView(ModelView Model, long Outcomes, int Asked, double? LogLoss, double? PresentLogLoss);
