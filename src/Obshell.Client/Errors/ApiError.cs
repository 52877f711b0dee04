namespace Obshell.Client.Errors;

/// <summary>The <c>error</c> member of an envelope. The message contains no secrets.</summary>
internal readonly record struct ApiError(int Code, string? ErrCode, string? Message);
