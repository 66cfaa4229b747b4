using System.Security.Cryptography;
using System.Text;
using InvestBot.Api.Auditing;
using InvestBot.Api.Auth;
using InvestBot.Api.Fleet;
using InvestBot.Api.Idempotency;
using InvestBot.Api.Json;
using InvestBot.Api.Problems;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Naming;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Portfolios;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;

namespace InvestBot.Api.Orders;

/// <summary>Entries that a person asks for.</summary>
internal static class ManualOrderEndpoints
{
    internal static void MapManualOrders(this IEndpointRouteBuilder instance) =>
        instance.MapPost("/orders", PlaceAsync).RequireAuthorization(Roles.Operator).WithMetadata(new Audited("order.place")).WithTags("orders");

    private static async Task<Results<Accepted<PlacedOrder>, ProblemHttpResult>> PlaceAsync(
        string instance, PlaceRequest request, HttpContext context, IGrainFactory grains, IMarketDirectory markets, CancellationToken cancellationToken)
    {
        var key = GrainKeys.Of(new InstanceId(instance));
        var bot = await grains.GetGrain<IBotGrain>(key).View().WaitAsync(cancellationToken);
        var universe = bot.Configuration.Universe;
        if (!InstrumentId.TryParse(request.Instrument, out var instrument) || !universe.Contains(instrument))
            return Bad("instrument", request.Instrument, NearestNames.Advice(request.Instrument, [.. universe.Select(known => known.ToString())]));
        if (request.Side != Side.Buy) return Bad("side", "sell", "Entries buy; close a position by its own command.");
        if (request.Quantity is null == request.Notional is null) return Bad("quantity", Text(request.Quantity), "Give either 'quantity' or 'notional'.");
        foreach (var (field, value) in new[] { ("quantity", request.Quantity), ("notional", request.Notional), ("stop", request.Stop), ("target", request.Target) })
            if (value is <= 0m) return Bad(field, Text(value), "More than 0.");
        var (quantity, problem) = request.Quantity is { } units
            ? (new Quantity(units), null)
            : await FromNotionalAsync(request.Notional!.Value, instrument, key, bot, grains, markets, cancellationToken);
        if (problem is not null) return problem;
        var entry = new ManualEntry(instrument, quantity, Price(request.Stop), Price(request.Target), KeyOf(context));
        var outcome = await grains.GetGrain<IBotGrain>(key).Place(entry, context.User.Name());
        return outcome.Ok
            ? TypedResults.Accepted((string?)null, new PlacedOrder(ClientOrderIds.Manual(new InstanceId(instance), bot.Epoch, entry.Key).ToString()))
            : Refusals.Of(outcome);
    }

    private static async Task<(Quantity Quantity, ProblemHttpResult? Problem)> FromNotionalAsync(
        decimal notional, InstrumentId instrument, string key, BotView bot, IGrainFactory grains, IMarketDirectory markets, CancellationToken cancellationToken)
    {
        var portfolio = await grains.GetGrain<IPortfolioGrain>(key).View().WaitAsync(cancellationToken);
        if (portfolio.Marks.Of(instrument) is not { } last)
            return (default, Problem.Of(StatusCodes.Status409Conflict, "no-price", $"{instrument.Symbol} has no price yet.", "instrument", instrument.ToString(), "Wait for its first bar, or give 'quantity'."));
        var lot = markets.Instrument(bot.Configuration.Recording, instrument)?.LotSize;
        var quantity = new Quantity(notional / last.Value);
        if (lot is { } step) quantity = quantity.OnLot(step);
        return quantity.IsZero
            ? (default, Bad("notional", Text(notional), $"At {last} it buys less than one lot of {(lot is { } least ? DecimalText.Of(least) : "1")}."))
            : (quantity, null);
    }

    // The same Idempotency-Key of the same user is the same order, even when the answer to the first try was lost.
    private static string KeyOf(HttpContext context) =>
        context.Request.Headers[RepeatedRequests.Header].ToString() is { Length: > 0 } given
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{context.User.Id()}|{given}"))[..12])
            : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    private static ProblemHttpResult Bad(string field, string? value, string remedy) =>
        Problem.Of(StatusCodes.Status422UnprocessableEntity, $"bad-{field}", $"{field} cannot be '{value}'.", field, value, remedy);

    private static Price? Price(decimal? value) => value is { } price ? new Price(price) : null;

    private static string? Text(decimal? value) => value is { } number ? DecimalText.Of(number) : null;
}

/// <summary>An entry: by quantity or by what it may cost.</summary>
internal sealed record PlaceRequest(string Instrument, Side Side, decimal? Notional = null, decimal? Quantity = null, decimal? Stop = null, decimal? Target = null);

/// <summary>The id that the order has, or will have once it is recorded.</summary>
internal sealed record PlacedOrder(string Id);
