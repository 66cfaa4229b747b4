using System.Reflection;
using InvestBot.Orleans.Embedded.Activations;
using InvestBot.Orleans.Embedded.Calls;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace InvestBot.Orleans.Embedded.Filters;

/// <summary>Runs the filters on the grain's side: the host's in their order, then the grain's own.</summary>
internal sealed class IncomingCalls
{
    private readonly IIncomingGrainCallFilter[] _filters;

    private IncomingCalls(IIncomingGrainCallFilter[] filters) => _filters = filters;

    /// <summary>Whether a class has filters around it, the host's or its own.</summary>
    internal bool Concern(Registry.GrainClass target) => _filters.Length > 0 || target.FiltersOwnCalls;

    internal static IncomingCalls? For(IIncomingGrainCallFilter[] filters, bool grainsFilter) =>
        filters.Length > 0 || grainsFilter ? new IncomingCalls(filters) : null;

    internal Task Run(Activation activation, Invocation request, object target)
    {
        var own = target as IIncomingGrainCallFilter;
        if (_filters.Length == 0 && own is null) return request.CallOn(target) ?? Task.FromException(Activation.NoTask(request.Method));
        var call = new IncomingCall(this, activation, request, target, own);
        return call.RunAsync();
    }

    private sealed class IncomingCall(IncomingCalls owner, Activation activation, Invocation request, object target, IIncomingGrainCallFilter? own)
        : IIncomingGrainCallContext
    {
        private int _next;

        public IInvokable Request => request;

        public object Grain => target;

        public GrainId? SourceId => request.Origin.Caller?.GrainId;

        public GrainId TargetId => activation.GrainId;

        public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(InterfaceName);

        public string InterfaceName => request.GetInterfaceName();

        public string MethodName => request.Method.Name;

        public MethodInfo InterfaceMethod => request.Method.Info;

        public object? Result { get; set; }

        public IGrainContext TargetContext => activation;

        public MethodInfo ImplementationMethod
        {
            get
            {
                var map = target.GetType().GetInterfaceMap(request.Method.Interface);
                return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
            }
        }

        public async Task Invoke()
        {
            var index = _next++;
            if (index < owner._filters.Length)
            {
                await owner._filters[index].Invoke(this);
            }
            else if (index == owner._filters.Length && own is not null)
            {
                await own.Invoke(this);
            }
            else
            {
                var inner = request.CallOn(target) ?? throw Activation.NoTask(request.Method);
                await inner;
                Result = request.ResultOf(inner);
            }
        }

        // The answer is the result that the filters leave behind.
        internal async Task RunAsync()
        {
            await Invoke();
            request.FinishWith(Result);
        }
    }
}
