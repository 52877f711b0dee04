namespace Obshell.Recovery.Drills.History;

/// <summary>A finding of a preflight in a journal.</summary>
internal sealed class DrillFindingLine
{
    public string? Name { get; set; }

    public string? Verdict { get; set; }

    public string? Seen { get; set; }

    public string? AgentWouldAnswer { get; set; }

    public string? Advice { get; set; }

    public string? Parameter { get; set; }
}
