using Obshell.Client.Errors;

namespace Obshell.Client;

/// <summary>
/// The agent refused the request, or failed to carry it out. The error comes from the agent's own error envelope (PROTOCOL 1.4).
/// </summary>
public class ObshellApiException : ObshellException
{
    internal ObshellApiException(ApiError error, int httpStatus, string traceId, string agent)
        : base(IdOf(error, httpStatus), Describe(error))
    {
        ErrorCode = error.ErrCode ?? "";
        LegacyCode = error.Code;
        HttpStatus = httpStatus;
        TraceId = traceId;
        Agent = agent;
        ServerMessage = error.Message ?? "";
    }

    /// <summary>Copies an error, for a derived class with more data.</summary>
    private protected ObshellApiException(ObshellApiException other)
        : base(other)
    {
        ErrorCode = other.ErrorCode;
        LegacyCode = other.LegacyCode;
        HttpStatus = other.HttpStatus;
        TraceId = other.TraceId;
        ServerMessage = other.ServerMessage;
        BackupScheme = other.BackupScheme;
        HeaderExpires = other.HeaderExpires;
        HasNewKey = other.HasNewKey;
    }

    /// <summary>The agent's errCode, e.g. <c>OB.Tenant.Existed</c>; empty for agents before 4.3.1.</summary>
    public string ErrorCode { get; }

    /// <summary>The legacy integer code; 0 when the agent sends none.</summary>
    public int LegacyCode { get; }

    /// <summary>The HTTP status, e.g. 400.</summary>
    public int HttpStatus { get; }

    /// <summary>
    /// The id with which a user finds the request in the agent's log; empty when the error came before the agent gave the request an id.
    /// </summary>
    public string TraceId { get; }

    /// <summary>The agent's own text, with secrets removed.</summary>
    public string ServerMessage { get; }

    /// <summary>Whether the agent refused the login or the header. If so, it has not executed the request.</summary>
    public bool IsAuthentication =>
        HttpStatus == 401 || LegacyCode == ErrorCodes.LegacyAuthentication || LegacyCode == ErrorCodes.LegacyHeaderDecrypt
        || ErrorCode.StartsWith("Security.Authentication.", StringComparison.Ordinal)
        || ErrorCode == "Request.Header.NotFound";

    /// <summary>
    /// Whether the agent may have refused the password itself. Agents before 4.3.1 report the same error for every cause, so check the
    /// other causes first.
    /// </summary>
    internal bool IsPasswordRefusal =>
        ErrorCode is ErrorCodes.IncorrectOceanbasePassword or ErrorCodes.IncorrectAgentPassword
        || (ErrorCode.Length == 0 && LegacyCode == ErrorCodes.LegacyAuthentication);

    /// <summary>The scheme of the backup's URI, when <c>ob_admin</c> failed for this backup. Null for every other error.</summary>
    internal string? BackupScheme { get; set; }

    /// <summary>
    /// Whether the request may have changed something. With some errors, the agent has certainly changed nothing. Other errors inside the
    /// agent, such as a panic or a database error, may happen after the DAG was made (trap 20).
    /// </summary>
    internal bool MayHaveChanged =>
        !IsAuthentication && (ErrorCode == ErrorCodes.MySqlError || HttpStatus >= 500) && !IsTransient
        && !ErrorCode.Contains("UnderMaintenance") && !ErrorCode.StartsWith("Request.", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool IsTransient => ErrorCodes.IsAgentUnavailable(ErrorCode);

    /// <summary>When the refused header expires, by the agent's clock.</summary>
    internal DateTimeOffset HeaderExpires { get; set; }

    /// <summary>
    /// Whether the agent at this address has a new key. If so, another agent may use this address now. Before the request is sent again,
    /// the client must check to which cluster the agent belongs.
    /// </summary>
    internal bool HasNewKey { get; set; }

    private static string IdOf(ApiError error, int httpStatus) =>
        string.IsNullOrEmpty(error.ErrCode)
            ? "Agent.Http" + httpStatus.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : error.ErrCode!;

    private static string Describe(ApiError error) =>
        string.IsNullOrWhiteSpace(error.Message) ? AnswerTexts.NoReason : error.Message!;
}
