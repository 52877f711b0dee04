namespace Obshell.Client.Errors;

/// <summary>The <c>error</c> member of an envelope. Message already redacted.</summary>
internal readonly record struct ApiError(int Code, string? ErrCode, string? Message);
