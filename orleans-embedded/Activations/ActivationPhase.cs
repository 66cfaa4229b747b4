namespace InvestBot.Orleans.Embedded.Activations;

internal enum ActivationPhase : byte
{
    Created,
    Activating,
    Active,
    Deactivating,
    Over,
}
