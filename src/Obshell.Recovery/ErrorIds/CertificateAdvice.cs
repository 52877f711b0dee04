using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery.ErrorIds;

/// <summary>
/// What to do about faults of an agent's certificate. For each fault, the advice says what to repair: the certificate or the client.
/// </summary>
internal static class CertificateAdvice
{
    public static string For(CertificateFaults faults)
    {
        var steps = new List<string>();
        void When(CertificateFaults fault, string step)
        {
            if ((faults & fault) != 0)
            {
                steps.Add(step);
            }
        }

        When(CertificateFaults.Missing, ConnectionAdviceTexts.CertificateMissing);
        When(CertificateFaults.OtherHost, ConnectionAdviceTexts.CertificateOtherHost);
        When(CertificateFaults.Expired, ConnectionAdviceTexts.CertificateExpired);
        When(CertificateFaults.NotYetValid, ConnectionAdviceTexts.CertificateNotYetValid);
        When(CertificateFaults.SelfSigned | CertificateFaults.UntrustedAuthority, ConnectionAdviceTexts.CertificateUntrusted);
        When(CertificateFaults.IncompleteChain, ConnectionAdviceTexts.CertificateIncompleteChain);
        When(CertificateFaults.WrongPurpose, ConnectionAdviceTexts.CertificateWrongPurpose);
        if (steps.Count == 0)
        {
            steps.Add(ConnectionAdviceTexts.CertificateOtherwise);
        }

        return Listing.Sentences([.. steps, ConnectionAdviceTexts.SkipCertificateCheck]);
    }
}
