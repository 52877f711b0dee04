namespace Obshell.Simulator;

/// <summary>A complete HTTP answer, before a fault changes it.</summary>
internal sealed record Answer(int Status, string? ContentType, byte[] Body)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
