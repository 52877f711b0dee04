using Obshell.Client.Errors;

namespace Obshell.Client;

/// <summary>
/// The agent understood the request and refused it, or failed to carry it out. This is the agent's own error envelope (PROTOCOL 1.4).
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

    /// <summary>A copy of the refusal, for a class with more data about it.</summary>
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

    /// <summary>The agent's errCode, e.g. <c>OB.Tenant.Existed</c>; empty on agents before 4.3.1.</summary>
    public string ErrorCode { get; }

    /// <summary>The legacy integer code; 0 where the agent gives none.</summary>
    public int LegacyCode { get; }

    /// <summary>The HTTP status, e.g. 400.</summary>
    public int HttpStatus { get; }

    /// <summary>The id with which a user finds the request in the agent's log; empty when the failure came before the agent had an id.</summary>
    public string TraceId { get; }

    /// <summary>The agent's own text, secrets removed.</summary>
    public string ServerMessage { get; }

    /// <summary>Whether it is a fault of the login or of the header. Then no code after the login ran.</summary>
    public bool IsAuthentication =>
        HttpStatus == 401 || LegacyCode == ErrorCodes.LegacyAuthentication || LegacyCode == ErrorCodes.LegacyHeaderDecrypt
        || ErrorCode.StartsWith("Security.Authentication.", StringComparison.Ordinal)
        || ErrorCode == "Request.Header.NotFound";

    /// <summary>
    /// Whether the password itself is wrong. An agent before 4.3.1 reports all faults of a login alike: then this is true only when no
    /// other cause is found.
    /// </summary>
    internal bool IsPasswordRefusal =>
        ErrorCode is ErrorCodes.IncorrectOceanbasePassword or ErrorCodes.IncorrectAgentPassword
        || (ErrorCode.Length == 0 && LegacyCode == ErrorCodes.LegacyAuthentication);

    /// <summary>The scheme of the backup for which the agent's <c>ob_admin</c> failed; null for every other fault.</summary>
    internal string? BackupScheme { get; set; }

    /// <summary>
    /// Whether the request may have changed something. Some refusals certainly come before any change. Other failures inside the agent (a
    /// panic, a database error) may come later: the DAG may have been made (trap 20).
    /// </summary>
    internal bool MayHaveChanged =>
        !IsAuthentication && (ErrorCode == ErrorCodes.MySqlError || HttpStatus >= 500) && !IsTransient
        && !ErrorCode.Contains("UnderMaintenance") && !ErrorCode.StartsWith("Request.", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool IsTransient => ErrorCodes.IsAgentUnavailable(ErrorCode);

    /// <summary>The time until which the refused header was valid, on the agent's clock.</summary>
    internal DateTimeOffset HeaderExpires { get; set; }

    /// <summary>
    /// Whether the agent has another key than before, so it may be another agent. The request may be sent again after the agent was
    /// admitted again.
    /// </summary>
    internal bool HasNewKey { get; set; }

    private static string IdOf(ApiError error, int httpStatus) =>
        string.IsNullOrEmpty(error.ErrCode)
            ? "Agent.Http" + httpStatus.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : error.ErrCode!;

    private static string Describe(ApiError error) =>
        string.IsNullOrWhiteSpace(error.Message) ? AnswerTexts.NoReason : error.Message!;
}
