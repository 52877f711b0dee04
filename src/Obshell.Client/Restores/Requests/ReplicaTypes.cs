namespace Obshell.Client;

/// <summary>The agent's words for replica types.</summary>
public static class ReplicaTypes
{
    /// <summary>The word that is sent to the agent.</summary>
    public static string ToWire(this ReplicaType type) => type == ReplicaType.READONLY ? "READONLY" : "FULL";

    /// <summary>The replica type for a word.</summary>
    /// <returns>Null for any other word. An empty text means FULL, as it does for the agent (PROTOCOL 4.1).</returns>
    public static ReplicaType? Parse(string text) => text.Trim().ToUpperInvariant() switch
    {
        "" or "FULL" => ReplicaType.FULL,
        "READONLY" => ReplicaType.READONLY,
        _ => null,
    };
}
