using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ObshellPS.Completion;

/// <summary>The states of OceanBase's restore jobs that a list can be narrowed to; any other word is left to OceanBase.</summary>
internal sealed class RestoreStatusCompleter : IArgumentCompleter
{
    private static readonly (string Status, string Means)[] Known =
    [
        ("SUCCESS", "restored"), ("FAIL", "failed"), ("RUNNING", "all that are at work"),
        ("CREATE_TENANT", "at work: the tenant is being made"), ("WAIT_TENANT_RESTORE_FINISH", "at work: data is being restored"),
    ];

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) => Known
        .Where(k => k.Status.StartsWith((wordToComplete ?? "").Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
        .Select(k => new CompletionResult(k.Status, k.Status, CompletionResultType.ParameterValue, k.Means));
}
