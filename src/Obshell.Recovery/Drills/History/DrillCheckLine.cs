namespace Obshell.Recovery.Drills.History;

/// <summary>A check in a journal.</summary>
internal sealed class DrillCheckLine
{
    public string? Name { get; set; }

    public string? Verdict { get; set; }

    public string? Seen { get; set; }

    public string? Expected { get; set; }

    public string? ReasonId { get; set; }
}
