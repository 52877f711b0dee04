using System.Text.Json.Serialization;
using Obshell.Client;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>Lines of a DAG's logs.</summary>
/// <param name="Groups">By sub-task, in order.</param>
/// <param name="Lines">How many there were.</param>
/// <param name="LeftOut">How many of them are not here.</param>
internal sealed record LogExcerpt(
    [property: JsonIgnore] IReadOnlyList<LogGroup> Groups,
    int Lines,
    [property: JsonPropertyName("linesLeftOut")] int LeftOut)
{
    /// <summary>One list, for programs.</summary>
    public IEnumerable<LogLine> Excerpt => Groups.SelectMany(g => g.Lines.Select(l => l.LeftOut > 0 ? new LogLine(l.LeftOut, null, null, null) : new LogLine(null, g.Source, l.Level, l.Text)));
}

/// <summary>Lines of one sub-task.</summary>
/// <param name="Source">Node and agent.</param>
/// <param name="Lines">Its lines; an empty one is where others were left out.</param>
internal sealed record LogGroup(DisplayText Source, IReadOnlyList<LogFact> Lines);

/// <summary>One line.</summary>
/// <param name="Text">As the agent wrote it.</param>
/// <param name="Level">From its prefix.</param>
/// <param name="LeftOut">Not a line: so many were left out here.</param>
internal sealed record LogFact(DisplayText Text, DagLogLevel Level, int LeftOut = 0);

/// <summary>A line with its source, or how many were left out at this place.</summary>
/// <param name="LinesLeftOut">Null for a line.</param>
/// <param name="Source">Node and agent.</param>
/// <param name="Level">From its prefix.</param>
/// <param name="Text">As the agent wrote it.</param>
internal sealed record LogLine(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? LinesLeftOut,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DisplayText? Source,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DagLogLevel? Level,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DisplayText? Text);
