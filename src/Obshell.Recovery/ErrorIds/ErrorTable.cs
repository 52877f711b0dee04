using Obshell.Client;

namespace Obshell.Recovery.ErrorIds;

/// <summary>
/// Kind and advice of error ids: all ids of this module, and the agent's errCodes that have their own kind or advice. The errors of
/// commands, drills and preflights use this table. docs/errors.md shows it.
/// </summary>
public static class ErrorTable
{
    /// <summary>The rows by error id.</summary>
    internal static readonly IReadOnlyDictionary<string, ErrorRow> Rows =
        InputErrors.Rows.Concat(ConnectionErrors.Rows).Concat(StateErrors.Rows).Concat(AgentErrors.Rows).ToDictionary(r => r.Id, StringComparer.Ordinal);

    /// <summary>The kind of an error id, for errors without an exception.</summary>
    public static ErrorKind KindOf(string id) => Find(id)?.Kind ?? AgentErrors.KindOfFamily(id, 0);

    /// <summary>The kind of an error.</summary>
    public static ErrorKind KindOf(ObshellException fault) => fault switch
    {
        ObshellApiException api => Find(api.ErrorCode)?.Kind ?? AgentErrors.KindOfFamily(api.ErrorCode, api.HttpStatus),
        _ when Find(fault.ErrorId)?.Kind is { } kind => kind,
        ObshellInputException => ErrorKind.InvalidArgument,
        ObshellConnectionException => ErrorKind.ConnectionError,
        ObshellProtocolException => ErrorKind.ProtocolError,
        _ => ErrorKind.NotSpecified,
    };

    /// <summary>What to do about an error.</summary>
    public static string AdviceFor(ErrorCase error) => error.Fault switch
    {
        ObshellApiException api => Find(api.ErrorCode)?.Advice?.Invoke(error) ?? AgentErrors.AdviceOtherwise(api),
        _ when Find(error.Fault.ErrorId)?.Advice?.Invoke(error) is { } advice => advice,
        ObshellInputException input => InputErrors.AdviceOtherwise(input, error.IsOfRow),
        ObshellConnectionException => ConnectionErrors.Unreachable,
        _ => ConnectionAdviceTexts.Otherwise,
    };

    internal static ErrorRow? Find(string id) => Rows.TryGetValue(id, out ErrorRow? row) ? row : null;
}
