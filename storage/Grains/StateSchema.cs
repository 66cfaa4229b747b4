using System.Text.Json.Nodes;

namespace InvestBot.Storage.Grains;

/// <summary>
/// The versions in which the states of one grain type were written. Version 0 is what carries no number: all that was stored before
/// versions were numbered. A version is what its golden file under the tests shows.
/// </summary>
/// <param name="Grain">The grain type.</param>
/// <param name="Kept">The value's type today, the <c>TState</c> of its <see cref="Commits.Stored{TState}"/>.</param>
/// <param name="Steps">
/// The step at place n makes a value of version n + 1 of one of version n: a pure function, which may change the object that it gets. A step
/// is never changed or removed once a release has it.
/// </param>
public sealed record StateSchema(string Grain, Type Kept, params IReadOnlyList<Func<JsonObject, JsonObject>> Steps)
{
    /// <summary>The version that is written.</summary>
    public int Version => Steps.Count;

    /// <summary>For a step that only adds members which take their defaults when they are missing.</summary>
    public static JsonObject Unchanged(JsonObject value) => value;
}
