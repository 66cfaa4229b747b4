using System.Collections.Concurrent;
using InvestBot.Cli.Output;
using InvestBot.Cli.Trials;

namespace InvestBot.Cli.Bench.Api;

/// <summary>Answers' times at a steady rate, against a server with the demo fleet trading. A request's time runs from when it was due: waiting in line counts.</summary>
internal sealed class ApiBench(TrialServer trial, TimeProvider time)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public async Task<Report> RunAsync(int rate, TimeSpan length, CancellationToken token)
    {
        var (server, _) = await trial.LaunchAsync(token);
        using var client = await ApiClient.SignInAsync(trial, server.Address, token);
        var instance = (await client.InstancesAsync(1, time, token))[0];
        (string Name, string Path)[] questions = [("GET /fleet", "/api/v1/fleet"), ("GET a page of trades", $"/api/v1/instances/{instance}/trades?limit=50")];
        await AskAsync(client.Http, questions, rate, WarmUp, token);
        var answers = await AskAsync(client.Http, questions, rate, length, token);
        var failed = answers.Count(answer => !answer.Ok);
        return Benches.Report(
            [
                .. questions.SelectMany(question => Latencies.Of(question.Name, answers.Where(answer => answer.Question == question.Name).Select(answer => answer.Milliseconds))),
                .. Latencies.Of("all", answers.Select(answer => answer.Milliseconds)),
                new("asked for", rate, "/s"),
                new("failed", failed),
            ],
            "Every second request is one of each kind; client and server share the machine.") with
        { Ok = failed == 0 };
    }

    private async Task<IReadOnlyCollection<Answer>> AskAsync(HttpClient http, (string Name, string Path)[] questions, int rate, TimeSpan length, CancellationToken token)
    {
        var answers = new ConcurrentQueue<Answer>();
        var asked = new List<Task>();
        var start = time.GetTimestamp();
        for (var number = 0; number < rate * length.TotalSeconds; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / rate);
            var early = due - time.GetElapsedTime(start);
            if (early > TimeSpan.FromMilliseconds(1)) await Task.Delay(early, time, token);
            asked.Add(AskOneAsync(questions[number % questions.Length], due));
        }

        await Task.WhenAll(asked);
        return answers;

        async Task AskOneAsync((string Name, string Path) question, TimeSpan due)
        {
            var ok = await IsAnsweredAsync(http, question.Path, token);
            answers.Enqueue(new Answer(question.Name, (time.GetElapsedTime(start) - due).TotalMilliseconds, ok));
        }
    }

    private static async Task<bool> IsAnsweredAsync(HttpClient http, string path, CancellationToken token)
    {
        try
        {
            using var answer = await http.GetAsync(path, token);
            await answer.Content.ReadAsByteArrayAsync(token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !token.IsCancellationRequested))
        {
            return false;
        }
    }

    private sealed record Answer(string Question, double Milliseconds, bool Ok);
}
