using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Secrets;
using Obshell.Recovery.ErrorIds;
using ObshellPS.Objects;

namespace ObshellPS.Errors;

/// <summary>
/// Makes error records from exceptions. The error id is the agent's errCode or an id of this module. The text begins with the same id,
/// because many logs contain only the text. The recommended action always says what to do next.
/// </summary>
internal static class ErrorRecords
{
    /// <param name="fault">The exception.</param>
    /// <param name="target">The object that has the fault.</param>
    /// <param name="row">The row of the pipeline that the object came from; null for the command line.</param>
    public static ErrorRecord From(ObshellException fault, object? target, PipedRow? row = null) =>
        Create(fault, fault.ErrorId, Categories.Of(ErrorTable.KindOf(fault)), target ?? row?.Tenant, $"{fault.ErrorId}: {(row is null ? Text(fault) : row.Of(Text(fault)))}", ErrorTable.AdviceFor(new ErrorCase(fault, target, row is not null)));

    /// <summary>
    /// The message with the agent that answered and the trace id. With both values, the user finds the request in the agent's log.
    /// </summary>
    public static string Text(ObshellException fault) => fault switch
    {
        ObshellApiException api => ErrorTexts.FormatWithRequest(api.Message, api.HttpStatus, api.Agent, Shown(api.TraceId)),
        ChangeUnknownException change => ErrorTexts.FormatWithTrace(change.Message, change.Agent, Shown(change.TraceId)),
        _ => fault.Message,
    };

    /// <summary>The DAG did not end as the user wanted.</summary>
    public static ErrorRecord From(DagFaultException fault) => Create(
        fault, fault.ErrorId, fault.Category, (object?)fault.Dag ?? fault.Id, $"{fault.ErrorId}: {fault.Message}", fault.NextStep);

    /// <summary>The state of the restore does not allow the command.</summary>
    public static ErrorRecord From(RestoreFaultException fault) => Create(
        fault, fault.ErrorId, Categories.Of(fault.ErrorId), (object?)fault.Dag ?? fault.TenantName, $"{fault.ErrorId}: {fault.Message}", fault.NextStep);

    /// <summary>A tenant of a plan is not restored.</summary>
    public static ErrorRecord From(RecoveryFaultException fault) => Create(
        fault, fault.Result.ReasonId, fault.Category, fault.Result, $"{fault.Result.ReasonId}: {fault.Message}", fault.NextStep);

    /// <summary>The whole plan is refused.</summary>
    public static ErrorRecord OfPlan(string path, string text, string advice) => Create(
        new InvalidOperationException(text), "PlanNotReady", Categories.Of("PlanNotReady"), path, $"PlanNotReady: {text}", advice);

    /// <summary>A file could not be written.</summary>
    public static ErrorRecord OfFile(Exception fault, string id, string path, string text, string advice) =>
        Create(fault, id, Categories.Of(id), path, $"{id}: {text}", advice);

    /// <summary>A drill did not prove its backup.</summary>
    public static ErrorRecord From(DrillFaultException fault) => Create(
        fault, fault.Result.ReasonId, fault.Category, fault.Result, $"{fault.Result.ReasonId}: {fault.Message}", fault.NextStep);

    private static ErrorRecord Create(Exception fault, string id, ErrorCategory category, object? target, string text, string advice) =>
        new(fault, VisibleText.OneLine(id), category, Shown(target)) { ErrorDetails = new ErrorDetails(text) { RecommendedAction = advice } };

    /// <summary>
    /// The target is the user's input, which may contain keys. So the error shows a text without its keys. It shows numbers, times and
    /// objects of this module unchanged. For any other object, the error shows only the name of the type.
    /// </summary>
    private static object? Shown(object? target) => PropertyBag.Unwrap(target) switch
    {
        null => null,
        string text => Redactor.CleanByForm(text),
        var plain when plain.GetType().IsPrimitive || OwnType.Is(plain.GetType()) => plain,
        DateTime or DateTimeOffset or decimal => target,
        var other => "(" + other.GetType().Name + ")",
    };

    private static string Shown(string traceId) => traceId.Length == 0 ? ErrorTexts.NoTrace : traceId;
}
