using System.Globalization;
using InvestBot.Cli.Output;
using InvestBot.Domain.Models;

namespace InvestBot.Cli.Models;

/// <summary>Models and how they do, as figures. Log losses are means, in nats: lower is better.</summary>
internal static class ModelFigures
{
    public static IEnumerable<Figure> Of(TrainedModel model)
    {
        yield return new("model", model.Number);
        yield return new("kind", model.Kind);
        yield return new("trained from", Day(model.TrainedFrom));
        yield return new("trained to", Day(model.TrainedTo));
        yield return new("terms", model.Terms.Length + model.Stumps.Length);
        yield return new("outcomes out of sample", model.Validation.Outcomes);
        yield return new("log loss out of sample", Round(model.Validation.LogLoss));
        yield return new("log loss of the base rate", Round(model.Validation.BaseLogLoss));
        yield return new("Brier score out of sample", Round(model.Validation.Brier));
    }

    public static IEnumerable<Figure> Of(ShadowScore score)
    {
        yield return new("model", score.Model);
        yield return new("outcomes", score.Outcomes);
        if (score.Outcomes == 0) yield break;
        yield return new("log loss of the model", Round(score.MeanLoss));
        yield return new("log loss of what is in force", Round(score.MeanPresentLoss));
    }

    public static IEnumerable<Figure> Of(string strategy, ModelShelf shelf) => shelf.Versions.SelectMany(model => Line(
        string.Create(CultureInfo.InvariantCulture, $"{strategy} model {model.Number}"), model,
        model.Number == shelf.InForce ? "in force" : model.Number == shelf.Shadow ? "shadows" : "kept"));

    private static IEnumerable<Figure> Line(string name, TrainedModel model, string place)
    {
        yield return new(name, $"{place}, {model.Kind}, trained on {Day(model.TrainedFrom)} to {Day(model.TrainedTo)}");
        yield return new($"{name}: log loss out of sample", Round(model.Validation.LogLoss));
        yield return new($"{name}: log loss of the base rate", Round(model.Validation.BaseLogLoss));
    }

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static double Round(double value) => Math.Round(value, 4, MidpointRounding.ToEven);
}
