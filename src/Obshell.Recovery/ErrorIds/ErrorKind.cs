namespace Obshell.Recovery.ErrorIds;

/// <summary>The kind of an error. The names are the names of PowerShell's error categories.</summary>
public enum ErrorKind
{
#pragma warning disable CS1591 // The names are PowerShell's, and explained there (System.Management.Automation.ErrorCategory).
    NotSpecified,
    AuthenticationError,
    ConnectionError,
    InvalidArgument,
    InvalidOperation,
    InvalidResult,
    LimitsExceeded,
    NotImplemented,
    NotInstalled,
    ObjectNotFound,
    OperationStopped,
    OperationTimeout,
    PermissionDenied,
    ProtocolError,
    ResourceBusy,
    ResourceExists,
    ResourceUnavailable,
    SecurityError,
    WriteError,
#pragma warning restore CS1591
}
