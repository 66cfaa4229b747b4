using System.Collections.Concurrent;
using InvestBot.Orleans.Embedded.Activations;
using InvestBot.Orleans.Embedded.Registry;
using Orleans.Runtime;

namespace InvestBot.Orleans.Embedded.Engine;

/// <summary>Which activation stands for which grain id.</summary>
internal sealed class ActivationDirectory(ActorEngine engine)
{
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    private readonly GrainClass _observers = GrainClass.ForObservers();

    internal int Count => _activations.Count;

    internal Activation Resolve(GrainId id)
    {
        if (_activations.TryGetValue(id, out var found)) return found;
        if (engine.Registry.Class(id.Type) is not { } grainClass)
        {
            throw id.Type == _observers.GrainType
                ? new OrleansMessageRejectionException($"The observer {id} was deleted.")
                : new ArgumentException($"There is no grain class of type '{id.Type}' for {id}: its assembly is not among the host's.");
        }

        return _activations.GetOrAdd(id, static (key, at) => new Activation(at.engine, at.grainClass, key), (engine, grainClass));
    }

    internal Activation? Find(GrainId id) => _activations.GetValueOrDefault(id);

    internal Activation AddObserver(GrainId id, object observer)
    {
        var activation = new Activation(engine, _observers, id);
        activation.BecomeObserver(observer);
        _activations[id] = activation;
        return activation;
    }

    internal GrainId ObserverId(string key) => new(_observers.GrainType, IdSpan.Create(key));

    internal void Remove(Activation activation) =>
        ((ICollection<KeyValuePair<GrainId, Activation>>)_activations).Remove(new(activation.GrainId, activation));

    // The table's own order changes with each process, because texts hash differently in each: one thread needs one order.
    internal IReadOnlyList<Activation> Grains()
    {
        var grains = _activations.Values.Where(activation => !activation.Class.IsObserver);
        return engine.Scheduler.IsSingleThreaded ? [.. grains.OrderBy(activation => activation.GrainId.ToString(), StringComparer.Ordinal)] : [.. grains];
    }
}
