using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;

namespace InvestBot.Domain.Exits;

/// <summary>What the orders are asked to do about an exit action.</summary>
public static class ExitCommands
{
    /// <summary>The command that carries out an action.</summary>
    public static OrderCommand From(TradeId trade, ExitAction action) => action switch
    {
        ExitAction.MoveStop move => new OrderCommand.MoveStop(trade, move.Stop, move.Reason),
        ExitAction.Reduce reduce => new OrderCommand.Exit(trade, reduce.Quantity, reduce.Reason),
        ExitAction.Close close => new OrderCommand.Exit(trade, null, close.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
