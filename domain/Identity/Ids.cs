namespace InvestBot.Domain.Identity;

/// <summary>An account at a venue, as the owner named it: <c>paper-alpha</c>. 1 to 60 lower-case letters, digits and hyphens.</summary>
/// <param name="Value">The text.</param>
public readonly record struct AccountId(string Value)
{
    /// <summary>The paper account of an instance, which no other instance has.</summary>
    public static AccountId Paper(InstanceId instance) => new($"paper-{instance}");

    /// <summary>The text.</summary>
    public override string ToString() => Value ?? "";
}

/// <summary>Our own name of an order, made before it is sent and never twice. See <see cref="ClientOrderIds"/>.</summary>
/// <param name="Value">Letters, digits, hyphens and dots, at most 80 characters unless a person's own key is longer; holds no symbol.</param>
public readonly record struct ClientOrderId(string Value) : IComparable<ClientOrderId>
{
    /// <inheritdoc/>
    public int CompareTo(ClientOrderId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>The text.</summary>
    public override string ToString() => Value ?? "";
}

/// <summary>The venue's own name of an order.</summary>
/// <param name="Value">As the venue wrote it.</param>
public readonly record struct VenueOrderId(string Value)
{
    /// <summary>The text.</summary>
    public override string ToString() => Value ?? "";
}

/// <summary>The venue's name of one execution, unique within an account: what makes applying a fill twice harmless.</summary>
/// <param name="Value">As the venue wrote it.</param>
public readonly record struct FillId(string Value)
{
    /// <summary>The text.</summary>
    public override string ToString() => Value ?? "";
}

/// <summary>One trade, from entry to flat: the text of its entry order's <see cref="ClientOrderId"/>.</summary>
/// <param name="Value">The text.</param>
public readonly record struct TradeId(string Value)
{
    /// <summary>The text.</summary>
    public override string ToString() => Value ?? "";
}
