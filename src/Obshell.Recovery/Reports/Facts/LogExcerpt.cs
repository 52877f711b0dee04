using System.Text.Json.Serialization;
using Obshell.Client;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>Lines of a DAG's logs.</summary>
/// <param name="Groups">The lines by sub-task, in order.</param>
/// <param name="Lines">The number of lines in the logs.</param>
/// <param name="LeftOut">The number of lines that are left out here.</param>
internal sealed record LogExcerpt(
    [property: JsonIgnore] IReadOnlyList<LogGroup> Groups,
    int Lines,
    [property: JsonPropertyName("linesLeftOut")] int LeftOut)
{
    /// <summary>All lines in one list, for programs.</summary>
    public IEnumerable<LogLine> Excerpt => Groups.SelectMany(g => g.Lines.Select(l => l.LeftOut > 0 ? new LogLine(l.LeftOut, null, null, null) : new LogLine(null, g.Source, l.Level, l.Text)));
}

/// <summary>Lines of one sub-task.</summary>
/// <param name="Source">The node and the agent.</param>
/// <param name="Lines">The lines of the sub-task. An empty line is where other lines were left out.</param>
internal sealed record LogGroup(DisplayText Source, IReadOnlyList<LogFact> Lines);

/// <summary>One line.</summary>
/// <param name="Text">The text as the agent wrote it.</param>
/// <param name="Level">The level from the line's prefix.</param>
/// <param name="LeftOut">The number of lines that were left out here. The entry is then not a line.</param>
internal sealed record LogFact(DisplayText Text, DagLogLevel Level, int LeftOut = 0);

/// <summary>A line with its source, or the number of lines that were left out at this place.</summary>
/// <param name="LinesLeftOut">The number of lines that were left out; null for a line.</param>
/// <param name="Source">The node and the agent.</param>
/// <param name="Level">The level from the line's prefix.</param>
/// <param name="Text">The text as the agent wrote it.</param>
internal sealed record LogLine(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? LinesLeftOut,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DisplayText? Source,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DagLogLevel? Level,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DisplayText? Text);
