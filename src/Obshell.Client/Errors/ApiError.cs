namespace Obshell.Client.Errors;

/// <summary>The <c>error</c> member of an envelope. Secrets are already removed from the message.</summary>
internal readonly record struct ApiError(int Code, string? ErrCode, string? Message);
