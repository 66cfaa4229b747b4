using System.Reflection;
using InvestBot.Orleans.Embedded.Activations;
using InvestBot.Orleans.Embedded.Calls;
using InvestBot.Orleans.Embedded.References;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace InvestBot.Orleans.Embedded.Filters;

/// <summary>Runs the filters on the caller's side.</summary>
internal sealed class OutgoingCalls
{
    private readonly IOutgoingGrainCallFilter[] _filters;

    private OutgoingCalls(IOutgoingGrainCallFilter[] filters) => _filters = filters;

    internal static OutgoingCalls? For(IOutgoingGrainCallFilter[] filters) => filters.Length > 0 ? new OutgoingCalls(filters) : null;

    internal async Task<TResult> Run<TResult>(LocalReference reference, Invocation<TResult> request)
    {
        var call = new OutgoingCall<TResult>(this, reference, request, TurnThread.Current.Activation);
        try
        {
            await call.Invoke();
            return call.Result is TResult result ? result : default!;
        }
        finally
        {
            request.FinishWith(default(TResult));
        }
    }

    private sealed class OutgoingCall<TResult>(OutgoingCalls owner, LocalReference reference, Invocation<TResult> request, Activation? source)
        : IOutgoingGrainCallContext
    {
        private int _next;

        public IInvokable Request => request;

        public object Grain => reference;

        public GrainId? SourceId => source?.GrainId;

        public GrainId TargetId => reference.GrainId;

        public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(InterfaceName);

        public string InterfaceName => request.GetInterfaceName();

        public string MethodName => request.Method.Name;

        public MethodInfo InterfaceMethod => request.Method.Info;

        public object? Result { get; set; }

        public IGrainContext? SourceContext => source;

        public async Task Invoke()
        {
            var index = _next++;
            if (index < owner._filters.Length)
            {
                await owner._filters[index].Invoke(this);
                return;
            }

            // What the filters have set travels along.
            request.Context = RequestContext.Current;
            reference.Engine.Send(request);
            if (!request.Method.OneWay) Result = await request.Answer;
        }
    }
}
