using InvestBot.Api.Instances;
using Microsoft.AspNetCore.SignalR;

namespace InvestBot.Api.Hub;

/// <summary>What clients can ask of the hub. What is sent to them is in <see cref="ClientStream"/>.</summary>
internal sealed class FleetHub(HubStreams streams, InstanceDirectory directory) : Microsoft.AspNetCore.SignalR.Hub
{
    public override Task OnConnectedAsync()
    {
        streams.Open(Context.ConnectionId, Context.ConnectionAborted);
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        streams.Close(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>Sends an instance's facts after a sequence (null: from now on), each once and in order, and its ticks. Following again replaces.</summary>
    public async Task<Followed> Follow(string instance, long? after)
    {
        if (!await directory.HasAsync(instance, Context.ConnectionAborted)) throw new HubException($"There is no instance '{instance}'. {directory.Advice(instance)}");
        if (after < 0) throw new HubException("A sequence is 0 or more.");
        return new Followed(await streams.FollowAsync(Context.ConnectionId, instance, after, Context.ConnectionAborted));
    }

    /// <summary>Ends it.</summary>
    public void Unfollow(string instance) => streams.Unfollow(Context.ConnectionId, instance);

    /// <summary>Sends the fleet's sums now and then, and the ticks of every instance.</summary>
    public Task FollowFleet() => streams.FollowFleetAsync(Context.ConnectionId, Context.ConnectionAborted);
}

/// <summary>The journal's position when following began. Events may arrive before this answer.</summary>
internal sealed record Followed(long Sequence);
