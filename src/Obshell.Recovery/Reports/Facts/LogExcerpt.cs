using Obshell.Client;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>Lines of a DAG's logs.</summary>
/// <param name="Groups">By sub-task, in order.</param>
/// <param name="Lines">How many there were.</param>
/// <param name="LeftOut">How many of them are not here.</param>
internal sealed record LogExcerpt(IReadOnlyList<LogGroup> Groups, int Lines, int LeftOut);

/// <summary>Lines of one sub-task.</summary>
/// <param name="Source">Node and agent.</param>
/// <param name="Lines">Its lines; an empty one stands where others were left out.</param>
internal sealed record LogGroup(ShownText Source, IReadOnlyList<LogFact> Lines);

/// <summary>One line.</summary>
/// <param name="Text">As the agent wrote it.</param>
/// <param name="Level">From its prefix.</param>
/// <param name="LeftOut">Not a line: so many were left out here.</param>
internal sealed record LogFact(ShownText Text, DagLogLevel Level, int LeftOut = 0);
