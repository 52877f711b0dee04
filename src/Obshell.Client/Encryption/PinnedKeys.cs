namespace Obshell.Client.Encryption;

/// <summary>
/// The keys that the user allows. An agent that shows another gets neither a password nor a body: over plain HTTP nothing else
/// proves whose key it is (trap 23).
/// </summary>
internal sealed class PinnedKeys
{
    private const string Parameter = "PublicKeyFingerprint";

    private readonly PublicKeyFingerprint[] allowed;

    private PinnedKeys(PublicKeyFingerprint[] allowed) => this.allowed = allowed;

    /// <returns>Null when none are given: any key is then taken.</returns>
    /// <exception cref="ObshellInputException">
    /// One of them is not a fingerprint, or the list is empty: an unset variable must not turn the check off.
    /// </exception>
    public static PinnedKeys? Parse(IReadOnlyList<string>? fingerprints)
    {
        if (fingerprints is null)
        {
            return null;
        }

        if (fingerprints.Count == 0)
        {
            throw new ObshellInputException(new InputFault(
                "InvalidFingerprint", Parameter, EncryptionTexts.FingerprintsMissing));
        }

        var allowed = new PublicKeyFingerprint[fingerprints.Count];
        var faults = new List<InputFault>();
        for (int i = 0; i < allowed.Length; i++)
        {
            if (PublicKeyFingerprint.TryParse(fingerprints[i]) is { } read)
            {
                allowed[i] = read;
            }
            else
            {
                faults.Add(new InputFault("InvalidFingerprint", Parameter, string.IsNullOrWhiteSpace(fingerprints[i])
                    ? EncryptionTexts.FormatFingerprintEmpty(i + 1)
                    : EncryptionTexts.FormatFingerprintNotValid(i + 1, fingerprints[i].Trim().Length)));
            }
        }

        return faults.Count == 0 ? new PinnedKeys([.. allowed.Distinct()]) : throw new ObshellInputException(faults);
    }

    /// <param name="seen">Of the key that the agent shows.</param>
    /// <param name="agent">Its <c>host:port</c>.</param>
    /// <param name="isTls">The key came over TLS.</param>
    /// <exception cref="PublicKeyMismatchException">It is not one of the pinned ones.</exception>
    public void Check(PublicKeyFingerprint seen, string agent, bool isTls)
    {
        if (!allowed.Contains(seen))
        {
            throw new PublicKeyMismatchException(agent, [.. allowed.Select(a => a.ToString())], seen.ToString(), isTls);
        }
    }
}
