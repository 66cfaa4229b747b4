using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace InvestBot.Api.OpenApi;

/// <summary>The OpenAPI document, and a page to read and try it on.</summary>
internal static class DocumentEndpoints
{
    internal const string DocsPath = "/docs";
    private const string Document = "/openapi/{documentName}.json";
    private const string Refused = "Refused";

    internal static void AddDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "InvestBot", Version = "v1", Description = "Decimals are strings, times are ISO 8601 in UTC. Errors are RFC 9457 problem details with `code`, and `field`, `value` and `remedy` where they apply. Mutations take an `Idempotency-Key`." };
            document.Servers?.Clear();
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" };
            document.Components.Responses ??= new Dictionary<string, IOpenApiResponse>(StringComparer.Ordinal);
            document.Components.Responses[Refused] = Refusal();
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.Responses ??= [];
            operation.Responses["default"] = new OpenApiResponseReference(Refused, context.Document);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            var nullable = type != context.JsonTypeInfo.Type ? JsonSchemaType.Null : default;
            if (type == typeof(decimal)) Text(schema, nullable, "decimal");
            else if (type == typeof(DateTimeOffset)) Text(schema, nullable, "date-time");
            else if (type == typeof(IReadOnlyList<decimal>)) schema.Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "decimal" };
            else if (type == typeof(Candles.BarTable)) Rows(schema);
            else if (type.IsEnum && schema.Enum is null or []) schema.Enum = [.. Enum.GetNames(type).Select(name => (JsonNode)System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name))];
            return Task.CompletedTask;
        });
    });

    internal static void MapDocument(this WebApplication app) => app.MapOpenApi(Document).AllowAnonymous();

    internal static void UseDocs(this WebApplication app) => app.UseSwaggerUI(options =>
    {
        options.RoutePrefix = DocsPath.TrimStart('/');
        options.DocumentTitle = "InvestBot API";
        options.SwaggerEndpoint("/openapi/v1.json", "v1");
    });

    private static void Rows(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.Array;
        schema.Items = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Integer }, MinItems = 6, MaxItems = 6 };
    }

    private static OpenApiResponse Refusal() => new()
    {
        Description = "Refused, or failed: problem details (RFC 9457).",
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            ["application/problem+json"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string>(["title", "status", "code"]),
                    Properties = Members("title", "detail", "code", "field", "value", "remedy", "traceId"),
                },
            },
        },
    };

    private static Dictionary<string, IOpenApiSchema> Members(params string[] names)
    {
        var members = names.ToDictionary(name => name, _ => (IOpenApiSchema)new OpenApiSchema { Type = JsonSchemaType.String }, StringComparer.Ordinal);
        members["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer };
        return members;
    }

    private static void Text(OpenApiSchema schema, JsonSchemaType nullable, string format)
    {
        schema.Type = JsonSchemaType.String | nullable;
        schema.Format = format;
        schema.Pattern = null;
    }
}
