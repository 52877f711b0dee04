namespace Obshell.Client.Errors;

/// <summary>Finds temporary errors of reads. After such an error, a wait reads again.</summary>
public static class TransientFault
{
    /// <summary>
    /// Whether the error may be temporary: the agent did not refuse the login, and the error is not a final answer to the request.
    /// </summary>
    public static bool MayPass(ObshellException fault) => fault switch
    {
        ObshellApiException api => !api.IsAuthentication && (api.IsTransient || api.HttpStatus >= 500 || api.HttpStatus == 429 || api.ErrorCode == ErrorCodes.MySqlError),
        ObshellProtocolException protocol => protocol.ErrorId is not ("RedirectRefused" or "AgentTooOld" or "BadPublicKey" or "DifferentCluster" or "ClockDifference"),
        ObshellConnectionException connection => connection.IsTransient,
        _ => false,
    };
}
