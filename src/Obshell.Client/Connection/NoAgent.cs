using Obshell.Client.Display;

namespace Obshell.Client.Connection;

/// <summary>Makes one error from the failures at all agents of a connection.</summary>
internal static class NoAgent
{
    /// <param name="failures">One failure for each agent; at least one.</param>
    /// <param name="servers">All agents of the connection.</param>
    public static ObshellException Of(List<ObshellException> failures, IReadOnlyList<string> servers)
    {
        // A key that is not pinned is reported before all other failures, because an attacker on the network may have replaced the agent's
        // key.
        if (failures.OfType<PublicKeyMismatchException>().FirstOrDefault() is { } mismatch)
        {
            return mismatch;
        }

        // An error that an agent reported is more useful to the user than the error that an agent did not answer.
        ObshellException telling = failures.OfType<ObshellApiException>().LastOrDefault()
            ?? failures.FirstOrDefault(f => f.IsRefusal) ?? failures[failures.Count - 1];
        if (failures.Count == 1 || telling is ObshellApiException)
        {
            return telling;
        }

        bool allRefused = failures.All(f => f.IsRefusal && f.ErrorId == telling.ErrorId);
        return new ObshellConnectionException(
            allRefused ? telling.ErrorId : "NoAgentAvailable",
            Listing.Sentences([ConnectionTexts.FormatNoAgentAnswered(failures.Count), .. failures.Select(f => f.Message)]),
            string.Join(", ", servers), mayHaveRun: false, telling, transient: failures.Any(f => f.IsTransient))
        {
            IsHang = failures.All(f => f is ObshellConnectionException { IsHang: true }),
            RetryAfter = failures.Select(f => f.RetryAfter).Max(),
            CertificateFaults = failures.OfType<ObshellConnectionException>().Aggregate(CertificateFaults.None, (sum, f) => sum | f.CertificateFaults),
        };
    }
}
