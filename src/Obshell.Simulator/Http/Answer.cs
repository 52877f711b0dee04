namespace Obshell.Simulator;

/// <summary>A finished HTTP answer, before faults have their way with it.</summary>
internal sealed record Answer(int Status, string? ContentType, byte[] Body)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
