using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace InvestBot.Orleans.Generator;

/// <summary>Writes one method of a reference and its request class.</summary>
internal static class MethodWriter
{
    private const string Tasks = "global::System.Threading.Tasks.";
    private const string Calls = "global::InvestBot.Orleans.Embedded.Calls.";

    internal static void Write(StringBuilder text, IMethodSymbol method, int index, bool observer)
    {
        var shape = MethodShape.Of(method)!;
        var owner = method.ContainingType.ToDisplayString(Symbols.Full);
        var oneWay = shape.IsVoid || method.Has("Orleans.Concurrency.OneWayAttribute");
        var parameters = string.Join(", ", method.Parameters.Select(static (p, i) => $"{p.Type.ToDisplayString(Symbols.Annotated)} p{i}"));
        var values = string.Join(", ", method.Parameters.Select(static (_, i) => $"p{i}"));
        var fields = string.Join(", ", method.Parameters.Select(static (_, i) => $"a{i} = p{i}"));
        var token = method.Parameters.FirstOrDefault(static p => p.Type.Is("System.Threading.CancellationToken"));
        var returns = method.ReturnsVoid ? "void" : method.ReturnType.ToDisplayString(Symbols.Annotated);
        var types = string.Concat(method.Parameters.Select(static p => $", typeof({p.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(Symbols.Full)})"));

        text.AppendLine()
            .AppendLine($"        private static readonly {Calls}CallMethod M{index} = new {Calls}CallMethod(typeof({owner}), \"{method.Name}\", "
                + $"(global::Orleans.CodeGeneration.InvokeMethodOptions){Options(method, oneWay)}, {Timeout(method)}d{types});")
            .AppendLine()
            .AppendLine($"        {returns} {owner}.@{method.Name}({parameters})")
            .AppendLine("        {");
        var request = $"new C{index} {{ {fields} }}";
        if (oneWay)
        {
            text.AppendLine($"            Post({request});");
            if (!shape.IsVoid) text.AppendLine($"            return {(shape.IsValueTask ? "default" : Completed(shape))};");
        }
        else
        {
            if (!observer) WriteInline(text, method, shape, owner, index, values, token);
            var send = $"Send<{shape.ResultName}>({request})";
            text.AppendLine($"            return {(shape.IsValueTask ? $"new {returns}({send})" : send)};");
        }

        text.AppendLine("        }");
        WriteRequest(text, method, shape, owner, index, token);
    }

    private static void WriteInline(StringBuilder text, IMethodSymbol method, MethodShape shape, string owner, int index, string values, IParameterSymbol? token)
    {
        var enter = token is null ? $"Enter(M{index})" : $"p{token.Ordinal}.CanBeCanceled ? default : Enter(M{index})";
        var kind = Tasks + (shape.IsValueTask ? "ValueTask" : "Task");
        var generic = shape.Result is null ? "" : $"<{shape.ResultName}>";
        text.AppendLine($"            var turn = {enter};")
            .AppendLine("            if (turn.Entered)")
            .AppendLine("            {")
            .AppendLine($"                {kind}{generic} inner;")
            .AppendLine($"                try {{ inner = (({owner})turn.Instance).@{method.Name}({values}); }}")
            .AppendLine($"                catch (global::System.Exception fault) {{ inner = {kind}.FromException{generic}(fault); }}")
            .AppendLine("                return turn.Leave(inner);")
            .AppendLine("            }")
            .AppendLine();
    }

    private static void WriteRequest(StringBuilder text, IMethodSymbol method, MethodShape shape, string owner, int index, IParameterSymbol? token)
    {
        var arguments = string.Join(", ", method.Parameters.Select(static (_, i) => $"a{i}"));
        var call = $"(({owner})target).@{method.Name}({arguments})";
        var body = shape.IsVoid ? $"{{ {call}; return {Tasks}Task.CompletedTask; }}" : $"=> {call}{(shape.IsValueTask ? ".AsTask()" : "")};";
        text.AppendLine()
            .AppendLine($"        private sealed class C{index} : {Calls}Invocation<{shape.ResultName}>")
            .AppendLine("        {")
            .AppendLine($"            internal C{index}() : base(M{index}) {{ }}");
        foreach (var parameter in method.Parameters) text.AppendLine($"            internal {parameter.Type.ToDisplayString(Symbols.Annotated)} a{parameter.Ordinal} = default!;");
        text.AppendLine($"            protected override {Tasks}Task Call(object target) {body}");
        if (token is not null) text.AppendLine($"            public override global::System.Threading.CancellationToken GetCancellationToken() => a{token.Ordinal};");
        if (method.Parameters.Length > 0)
        {
            text.AppendLine($"            public override int GetArgumentCount() => {method.Parameters.Length};")
                .AppendLine($"            public override object? GetArgument(int index) => index switch {{ {string.Concat(method.Parameters.Select(static p => $"{p.Ordinal} => a{p.Ordinal}, "))}_ => base.GetArgument(index) }};")
                .AppendLine("            public override void SetArgument(int index, object value)")
                .AppendLine("            {")
                .AppendLine("                switch (index)")
                .AppendLine("                {");
            foreach (var p in method.Parameters) text.AppendLine($"                    case {p.Ordinal}: a{p.Ordinal} = ({p.Type.ToDisplayString(Symbols.Annotated)})value; break;");
            text.AppendLine("                    default: base.SetArgument(index, value); break;")
                .AppendLine("                }")
                .AppendLine("            }");
        }

        text.AppendLine("        }");
    }

    private static string Completed(MethodShape shape) =>
        shape.Result is null ? $"{Tasks}Task.CompletedTask" : $"{Tasks}Task.FromResult<{shape.ResultName}>(default!)";

    private static int Options(IMethodSymbol method, bool oneWay) =>
        (oneWay ? 1 : 0)
        | (method.Has("Orleans.Concurrency.ReadOnlyAttribute") ? 2 : 0)
        | (method.Has("Orleans.Concurrency.AlwaysInterleaveAttribute") ? 4 : 0);

    private static string Timeout(IMethodSymbol method)
    {
        var text = method.Attribute("Orleans.ResponseTimeoutAttribute")?.ConstructorArguments.FirstOrDefault().Value as string;
        return text is not null && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var timeout)
            ? timeout.TotalMilliseconds.ToString("R", CultureInfo.InvariantCulture)
            : "0";
    }
}
