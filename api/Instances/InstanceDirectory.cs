using System.Collections.Concurrent;
using InvestBot.Api.Problems;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Naming;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Fleet;
using Orleans;

namespace InvestBot.Api.Instances;

/// <summary>Which instances there are.</summary>
internal sealed class InstanceDirectory(IGrainFactory grains)
{
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    internal async Task<IReadOnlyList<InstanceId>> ListAsync(CancellationToken cancellationToken)
    {
        var view = await grains.GetGrain<IFleetGrain>(GrainKeys.Fleet).View().WaitAsync(cancellationToken);
        foreach (var member in view.Instances) _known[member.Instance.ToString()] = true;
        return [.. view.Instances.Select(member => member.Instance)];
    }

    internal async ValueTask<bool> HasAsync(string name, CancellationToken cancellationToken)
    {
        if (_known.ContainsKey(name)) return true;
        if (InstanceId.IsValid(name)) await ListAsync(cancellationToken);
        return _known.ContainsKey(name);
    }

    internal string Advice(string name) => _known.IsEmpty ? "There is no instance yet." : NearestNames.Advice(name, [.. _known.Keys]);

    /// <summary>Lets only requests for an instance that exists through.</summary>
    internal static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var directory = (InstanceDirectory)context.HttpContext.RequestServices.GetService(typeof(InstanceDirectory))!;
        var name = context.HttpContext.GetRouteValue("instance") as string ?? "";
        return await directory.HasAsync(name, context.HttpContext.RequestAborted)
            ? await next(context)
            : Problem.Unknown("instance", "instance", name, directory.Advice(name));
    }
}
