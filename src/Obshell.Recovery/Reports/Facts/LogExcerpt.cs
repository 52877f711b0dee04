using System.Text.Json.Serialization;
using Obshell.Client;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>A part of the logs of a DAG.</summary>
/// <param name="Groups">The lines by sub-task, in order.</param>
/// <param name="Lines">The number of all lines in the logs.</param>
/// <param name="LeftOut">The number of lines that are left out.</param>
internal sealed record LogExcerpt(
    [property: JsonIgnore] IReadOnlyList<LogGroup> Groups,
    int Lines,
    [property: JsonPropertyName("linesLeftOut")] int LeftOut)
{
    /// <summary>All lines in one list, for JSON.</summary>
    public IEnumerable<LogLine> Excerpt => Groups.SelectMany(g => g.Lines.Select(l => l.LeftOut > 0 ? new LogLine(l.LeftOut, null, null, null) : new LogLine(null, g.Source, l.Level, l.Text)));
}

/// <summary>Lines of one sub-task.</summary>
/// <param name="Source">The node and the agent.</param>
/// <param name="Lines">The lines of the sub-task. An entry with <c>LeftOut</c> marks a position where lines were left out.</param>
internal sealed record LogGroup(DisplayText Source, IReadOnlyList<LogFact> Lines);

/// <summary>One log line, or a mark for lines that were left out.</summary>
/// <param name="Text">The text as the agent wrote it.</param>
/// <param name="Level">The level from the line's prefix.</param>
/// <param name="LeftOut">The number of lines that were left out at this position; 0 for a log line.</param>
internal sealed record LogFact(DisplayText Text, DagLogLevel Level, int LeftOut = 0);

/// <summary>One log line with its source, or a mark for lines that were left out.</summary>
/// <param name="LinesLeftOut">The number of lines that were left out at this position; null for a log line.</param>
/// <param name="Source">The node and the agent.</param>
/// <param name="Level">The level from the line's prefix.</param>
/// <param name="Text">The text as the agent wrote it.</param>
internal sealed record LogLine(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? LinesLeftOut,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DisplayText? Source,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DagLogLevel? Level,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DisplayText? Text);
