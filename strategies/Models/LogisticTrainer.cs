using System.Collections.Immutable;
using InvestBot.Domain.Models;

namespace InvestBot.Strategies.Models;

/// <summary>Logistic regression with an L2 penalty, by Newton's method on standardised features. No chance is involved.</summary>
/// <remarks>Source: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd edition 2009, section 4.4.</remarks>
internal static class LogisticTrainer
{
    private const int MostSteps = 50;

    /// <summary>Intercept and terms.</summary>
    /// <param name="names">Which features.</param>
    /// <param name="samples">What to learn from.</param>
    /// <param name="penalty">Of a squared weight, above 0; that of the intercept is none.</param>
    internal static (double Intercept, ImmutableArray<LinearTerm> Terms) Train(ImmutableArray<string> names, IReadOnlyList<TrainingSample> samples, double penalty)
    {
        var (rows, means, scales) = Standardised(names, samples);
        var size = names.Length + 1;
        var weights = new double[size];
        for (var step = 0; step < MostSteps; step++)
        {
            var (gradient, hessian) = (new double[size], new double[size, size]);
            for (var i = 0; i < rows.Length; i++)
            {
                var probability = 1.0 / (1.0 + Math.Exp(-Dot(weights, rows[i])));
                var (error, curvature) = ((samples[i].Won ? 1.0 : 0.0) - probability, Math.Max(probability * (1.0 - probability), 1e-9));
                for (var a = 0; a < size; a++)
                {
                    gradient[a] += error * rows[i][a];
                    for (var b = 0; b <= a; b++) hessian[a, b] += curvature * rows[i][a] * rows[i][b];
                }
            }
            for (var a = 1; a < size; a++) (gradient[a], hessian[a, a]) = (gradient[a] - (penalty * weights[a]), hessian[a, a] + penalty);
            var move = Solve(hessian, gradient);
            for (var a = 0; a < size; a++) weights[a] += move[a];
            if (move.Max(Math.Abs) < 1e-10) break;
        }
        return (weights[0], [.. names.Select((name, i) => new LinearTerm(name, means[i], scales[i], weights[i + 1]))]);
    }

    private static (double[][] Rows, double[] Means, double[] Scales) Standardised(ImmutableArray<string> names, IReadOnlyList<TrainingSample> samples)
    {
        double[][] values = [.. samples.Select(sample => names.Select(name => TrainedModel.ValueOf(sample.Features, name)).ToArray())];
        double[] means = [.. names.Select((_, i) => values.Average(row => row[i]))];
        // A feature that never changes says nothing: its scale is 1, and its weight stays 0.
        double[] scales = [.. names.Select((_, i) => Math.Sqrt(values.Average(row => (row[i] - means[i]) * (row[i] - means[i]))) is > 1e-12 and var deviation ? deviation : 1.0)];
        return ([.. values.Select(row => (double[])[1.0, .. row.Select((value, i) => (value - means[i]) / scales[i])])], means, scales);
    }

    private static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }

    // Cholesky; only the lower half of the matrix is given, and it is positive definite.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        var root = new double[size, size];
        for (var a = 0; a < size; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var sum = matrix[a, b];
                for (var k = 0; k < b; k++) sum -= root[a, k] * root[b, k];
                root[a, b] = a == b ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / root[b, b];
            }
        }
        var result = (double[])right.Clone();
        for (var a = 0; a < size; a++)
        {
            for (var k = 0; k < a; k++) result[a] -= root[a, k] * result[k];
            result[a] /= root[a, a];
        }
        for (var a = size - 1; a >= 0; a--)
        {
            for (var k = a + 1; k < size; k++) result[a] -= root[k, a] * result[k];
            result[a] /= root[a, a];
        }
        return result;
    }
}
