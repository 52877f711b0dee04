namespace Obshell.Recovery.Drills.History;

/// <summary>A sample of progress in a journal.</summary>
internal sealed class DrillSampleLine
{
    public double Since { get; set; }

    public long FinishBytes { get; set; }

    public long TotalBytes { get; set; }

    public string? Status { get; set; }
}
