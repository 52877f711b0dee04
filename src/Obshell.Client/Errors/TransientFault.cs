namespace Obshell.Client.Errors;

/// <summary>Faults of reads that pass or may pass without a repair: a wait asks again.</summary>
public static class TransientFault
{
    /// <summary>A fault that is neither a refusal of the client nor an answer about what was asked for.</summary>
    public static bool MayPass(ObshellException fault) => fault switch
    {
        ObshellApiException api => !api.IsAuthentication && (api.IsTransient || api.HttpStatus >= 500 || api.HttpStatus == 429 || api.ErrorCode == ErrorCodes.MySqlError),
        ObshellProtocolException protocol => protocol.ErrorId is not ("RedirectRefused" or "AgentTooOld" or "BadPublicKey" or "DifferentCluster" or "ClockDifference"),
        ObshellConnectionException connection => connection.IsTransient,
        _ => false,
    };
}
