using Obshell.Client.Errors;

namespace Obshell.Client;

/// <summary>The agent understood the request and refused it, or failed at it: its own error envelope (PROTOCOL 1.4).</summary>
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

    /// <summary>The same refusal, for a class that knows more about it.</summary>
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

    /// <summary>Finds the request in the agent's log; empty when the failure came before the agent had one.</summary>
    public string TraceId { get; }

    /// <summary>The agent's own text, secrets removed.</summary>
    public string ServerMessage { get; }

    /// <summary>A login or header fault. Nothing behind the login ran.</summary>
    public bool IsAuthentication =>
        HttpStatus == 401 || LegacyCode == ErrorCodes.LegacyAuthentication || LegacyCode == ErrorCodes.LegacyHeaderDecrypt
        || ErrorCode.StartsWith("Security.Authentication.", StringComparison.Ordinal)
        || ErrorCode == "Request.Header.NotFound";

    /// <summary>
    /// The password itself is wrong; with an agent before 4.3.1, which names all faults of a login alike, only when nothing
    /// else is found to be.
    /// </summary>
    internal bool IsPasswordRefusal =>
        ErrorCode is ErrorCodes.IncorrectOceanbasePassword or ErrorCodes.IncorrectAgentPassword
        || (ErrorCode.Length == 0 && LegacyCode == ErrorCodes.LegacyAuthentication);

    /// <summary>The scheme of the backup that the agent's <c>ob_admin</c> failed at; null for every other fault.</summary>
    internal string? BackupScheme { get; set; }

    /// <summary>
    /// Refusals of which it is known that they come before anything is done. Of other failures inside the agent (a panic,
    /// a database error) it is not: the DAG may have been made (trap 20).
    /// </summary>
    internal bool MayHaveChanged =>
        !IsAuthentication && (ErrorCode == ErrorCodes.MySqlError || HttpStatus >= 500) && !IsTransient
        && !ErrorCode.Contains("UnderMaintenance") && !ErrorCode.StartsWith("Request.", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool IsTransient => ErrorCodes.IsAgentUnavailable(ErrorCode);

    /// <summary>Until when the refused header was good, on the agent's clock.</summary>
    internal DateTimeOffset HeaderExpires { get; set; }

    /// <summary>The agent has another key than before, and with it may be another agent. The request may be sent again once it is admitted again.</summary>
    internal bool HasNewKey { get; set; }

    private static string IdOf(ApiError error, int httpStatus) =>
        string.IsNullOrEmpty(error.ErrCode)
            ? "Agent.Http" + httpStatus.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : error.ErrCode!;

    private static string Describe(ApiError error) =>
        string.IsNullOrWhiteSpace(error.Message) ? AnswerTexts.NoReason : error.Message!;
}
