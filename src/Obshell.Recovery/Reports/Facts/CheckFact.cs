using System.Text.Json.Serialization;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Facts;

/// <summary>One check of a restored tenant, or one finding of a preflight.</summary>
/// <param name="Name">The name of the check or of the finding.</param>
/// <param name="Verdict">The result in one word.</param>
/// <param name="Outcome">The outcome of the result.</param>
/// <param name="Seen">What the check found.</param>
/// <param name="Expected">What the check expected; may be empty.</param>
/// <param name="Advice">What to do; may be empty.</param>
/// <param name="ReasonId">Id of the reason; may be empty.</param>
internal sealed record CheckFact(DisplayText Name, string Verdict, [property: JsonIgnore] Outcome Outcome, DisplayText Seen, DisplayText Expected, DisplayText Advice, DisplayText ReasonId);
