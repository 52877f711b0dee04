using System;

namespace Obshell.Client.Tasks;

/// <summary>When to look what came of a change whose answer was lost: it may still be on its way through a slow agent.</summary>
internal static class LostAnswer
{
    private static readonly TimeSpan[] Patience = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];
    private static readonly TimeSpan[] Once = [TimeSpan.Zero];

    /// <summary>An agent that answered with an error has finished with the request: one look is enough. A silent one may not have.</summary>
    public static TimeSpan[] PausesAfter(ObshellException cause) => cause is ObshellApiException ? Once : Patience;

    public static string TraceOf(ObshellException cause) => cause switch
    {
        ObshellApiException api => api.TraceId,
        ObshellConnectionException connection => connection.TraceId,
        ObshellProtocolException protocol => protocol.TraceId,
        _ => "",
    };
}
