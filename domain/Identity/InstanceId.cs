using System.Text.RegularExpressions;

namespace InvestBot.Domain.Identity;

/// <summary>The name of one bot instance: 1 to 40 lower-case letters, digits and hyphens, beginning with a letter. Also part of its database's name.</summary>
public readonly partial record struct InstanceId : IComparable<InstanceId>
{
    private readonly string? _name;

    /// <summary>Names an instance.</summary>
    /// <exception cref="ArgumentException">The name is not of that form.</exception>
    public InstanceId(string name)
    {
        if (!IsValid(name)) throw new ArgumentException($"'{name}' is no instance name: use 1 to 40 lower-case letters, digits and hyphens, beginning with a letter.", nameof(name));
        _name = name;
    }

    /// <summary>True for a well-formed name.</summary>
    public static bool IsValid(string? name) => name is not null && Form().IsMatch(name);

    /// <inheritdoc/>
    public int CompareTo(InstanceId other) => string.CompareOrdinal(_name, other._name);

    /// <summary>The name; empty for <c>default</c>.</summary>
    public override string ToString() => _name ?? "";

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,39}\z")]
    private static partial Regex Form();
}
