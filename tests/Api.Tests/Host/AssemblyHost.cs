using InvestBot.Api.Host;

[assembly: AssemblyFixture(typeof(ApiHost))]
