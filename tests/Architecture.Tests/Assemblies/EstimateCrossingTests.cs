using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace InvestBot.Architecture.Assemblies;

/// <summary>An estimate (<c>double</c>) becomes a booked value (<c>decimal</c>) only in the named crossings of the domain.</summary>
public sealed class EstimateCrossingTests
{
    private const byte Call = 0x28;
    private const byte NewObject = 0x73;

    private static readonly string[] CrossingTypes = ["InvestBot.Domain.Values.Price", "InvestBot.Domain.Values.Quantity", "InvestBot.Domain.Values.Ratio", "InvestBot.Domain.Values.Money"];

    [Fact]
    public void Estimates_BecomeBookedValuesOnlyInNamedCrossings()
    {
        var assemblies = ProductionAssembly.OpenAll();
        assemblies.Count.ShouldBeGreaterThan(10);

        assemblies.SelectMany(Crossings).ShouldBeEmpty();
    }

    private static IEnumerable<string> Crossings(ProductionAssembly assembly)
    {
        var conversions = Conversions(assembly);
        return from handle in assembly.Metadata.MethodDefinitions
               let method = assembly.Metadata.GetMethodDefinition(handle)
               let type = assembly.SourceTypeName(method.GetDeclaringType())
               let name = assembly.Metadata.GetString(method.Name)
               where !(CrossingTypes.Contains(type) && name == "FromEstimate")
               where assembly.Body(method) is { } body && Calls(body, conversions)
               select $"{assembly.Name}: {type}.{name}";
    }

    // Tokens of: (decimal)double, (decimal)float, new decimal(double), new decimal(float), Convert.ToDecimal(double or float).
    private static HashSet<int> Conversions(ProductionAssembly assembly)
    {
        var metadata = assembly.Metadata;
        return [.. metadata.MemberReferences.Where(IsConversion).Select(handle => MetadataTokens.GetToken(handle))];

        bool IsConversion(MemberReferenceHandle handle)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference || member.GetKind() != MemberReferenceKind.Method)
                return false;
            var type = assembly.FullName(metadata.GetTypeReference((TypeReferenceHandle)member.Parent));
            return (type, metadata.GetString(member.Name)) is ("System.Decimal", "op_Explicit") or ("System.Decimal", ".ctor") or ("System.Convert", "ToDecimal")
                && TakesEstimate(metadata.GetBlobReader(member.Signature));
        }
    }

    private static bool TakesEstimate(BlobReader signature)
    {
        signature.ReadSignatureHeader();
        if (signature.ReadCompressedInteger() != 1)
            return false;
        var result = signature.ReadSignatureTypeCode();
        // The result is void for a constructor, and else Decimal, which is spelt as a value type and its token.
        if (result == SignatureTypeCode.TypeHandle)
            signature.ReadTypeHandle();
        return signature.ReadSignatureTypeCode() is SignatureTypeCode.Double or SignatureTypeCode.Single;
    }

    // A byte that merely looks like a call would have to be followed by one of very few tokens: good enough, and never misses one.
    private static bool Calls(byte[] body, HashSet<int> tokens)
    {
        for (var i = 0; i + 4 < body.Length; i++)
        {
            if (body[i] is Call or NewObject && tokens.Contains(BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(i + 1))))
                return true;
        }

        return false;
    }
}
