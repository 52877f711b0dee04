using Obshell.Client;

namespace Obshell.Recovery.ErrorIds;

/// <summary>What to do about an agent's certificate: for each of its faults, on the side where it is repaired.</summary>
internal static class CertificateAdvice
{
    private const string Untrusted =
        "Name the file with the certificate of its authority (or its own, when it is signed by itself) with -CertificateAuthority; fetch that file on a way that you trust.";

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

        When(CertificateFaults.Missing, "Put a certificate and its key into the agent's ca folder.");
        When(CertificateFaults.OtherHost, "Name the agent in -Server as its certificate does, or give the agent a certificate for the name that you use.");
        When(CertificateFaults.Expired, "Renew the certificate in the agent's ca folder; if it has not expired, this machine's clock is wrong.");
        When(CertificateFaults.NotYetValid, "Compare this machine's clock with the date in the certificate; if the clock is right, wait or have it issued anew.");
        When(CertificateFaults.SelfSigned | CertificateFaults.UntrustedAuthority, Untrusted);
        When(CertificateFaults.IncompleteChain, "Let the agent send the certificates of all authorities in between, or put them, with their root, into the file of -CertificateAuthority.");
        When(CertificateFaults.WrongPurpose, "Have a certificate issued for servers (extended key usage serverAuth).");
        if (steps.Count == 0)
        {
            steps.Add("Have the certificate issued anew; the message names what is wrong with it.");
        }

        return string.Join(" ", steps) + " -SkipCertificateCheck accepts any certificate, also an attacker's.";
    }
}
