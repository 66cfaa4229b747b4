using InvestBot.Orleans.Embedded.Activations;

namespace InvestBot.Orleans.Embedded.Calls;

/// <summary>Tells who waits for whom, so that a timeout says where the trouble is and a deadlock shows its circle.</summary>
internal static class CallChain
{
    private const int MostLinks = 16;

    internal static string Describe(Invocation call, PendingCalls pending)
    {
        List<string> links = [Link(call)];
        Above(call, links);
        Below(call, links, pending);
        return string.Join(" -> ", links);
    }

    private static void Above(Invocation call, List<string> links)
    {
        var origin = call.Origin;
        while (origin.Caller is { } caller && links.Count < MostLinks)
        {
            // The caller's later requests are another story: then only its name is known.
            var still = origin.Method is not null && origin.Request == caller.Calls;
            links.Insert(0, still ? $"{origin.Method!.FullName} on {caller.GrainId}" : $"{caller.GrainId}");
            if (!still) return;
            origin = caller.Origin;
        }
    }

    private static void Below(Invocation call, List<string> links, PendingCalls pending)
    {
        HashSet<Activation> seen = [];
        var at = call;
        while (links.Count < MostLinks && at.Target is { } target && seen.Add(target) && pending.MadeBy(target) is { } next)
        {
            links.Add(Link(next));
            at = next;
        }
    }

    private static string Link(Invocation call) => $"{call.Method.FullName} on {call.TargetId}";
}
