using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans
{
    /// <summary>A call as a filter sees it.</summary>
    public interface IGrainCallContext
    {
        /// <summary>The request with its arguments.</summary>
        IInvokable Request { get; }

        /// <summary>The target: the grain object on its side, its reference on the caller's.</summary>
        object Grain { get; }

        /// <summary>The caller, when it is a grain.</summary>
        GrainId? SourceId { get; }

        /// <summary>The target's id.</summary>
        GrainId TargetId { get; }

        /// <summary>The interface.</summary>
        GrainInterfaceType InterfaceType { get; }

        /// <summary>The interface's full name.</summary>
        string InterfaceName { get; }

        /// <summary>The method's name.</summary>
        string MethodName { get; }

        /// <summary>The interface's method.</summary>
        MethodInfo InterfaceMethod { get; }

        /// <summary>The outcome, after <see cref="Invoke"/>; a filter may replace it.</summary>
        object? Result { get; set; }

        /// <summary>Goes on to the next filter, at the end to the grain.</summary>
        Task Invoke();
    }

    /// <summary>A call on the grain's side.</summary>
    public interface IIncomingGrainCallContext : IGrainCallContext
    {
        /// <summary>The activation.</summary>
        IGrainContext TargetContext { get; }

        /// <summary>The method of the grain class.</summary>
        MethodInfo ImplementationMethod { get; }
    }

    /// <summary>A call on the caller's side.</summary>
    public interface IOutgoingGrainCallContext : IGrainCallContext
    {
        /// <summary>The calling activation, if it is one.</summary>
        IGrainContext? SourceContext { get; }
    }

    /// <summary>Stands around every call on the grain's side. A grain class that implements it filters its own calls.</summary>
    public interface IIncomingGrainCallFilter
    {
        /// <summary>Called once per request.</summary>
        Task Invoke(IIncomingGrainCallContext context);
    }

    /// <summary>Stands around every call on the caller's side.</summary>
    public interface IOutgoingGrainCallFilter
    {
        /// <summary>Called once per request.</summary>
        Task Invoke(IOutgoingGrainCallContext context);
    }
}

namespace Orleans.Serialization.Invocation
{
    /// <summary>A request: a method and its arguments.</summary>
    public interface IInvokable
    {
        /// <summary>How many arguments there are.</summary>
        int GetArgumentCount();

        /// <summary>One argument.</summary>
        object? GetArgument(int index);

        /// <summary>Replaces one argument.</summary>
        void SetArgument(int index, object value);

        /// <summary>The method's name.</summary>
        string GetMethodName();

        /// <summary>The interface's full name.</summary>
        string GetInterfaceName();

        /// <summary>The interface.</summary>
        Type GetInterfaceType();

        /// <summary>The interface's method.</summary>
        MethodInfo GetMethod();

        /// <summary>The token among the arguments, if there is one.</summary>
        CancellationToken GetCancellationToken();
    }
}
