namespace Obshell.Client.Encryption;

/// <summary>
/// The keys that the user allows. An agent with another key gets no password and no body. Over plain HTTP, nothing else proves who owns the
/// key (trap 23).
/// </summary>
internal sealed class PinnedKeys
{
    private const string Parameter = "PublicKeyFingerprint";

    private readonly PublicKeyFingerprint[] allowed;

    private PinnedKeys(PublicKeyFingerprint[] allowed) => this.allowed = allowed;

    /// <returns>Null when there is no list of fingerprints, so that any key is accepted.</returns>
    /// <exception cref="ObshellInputException">
    /// A text is not a fingerprint, or the list is empty. An empty list is an error, because an unset variable must not turn off the check.
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

    /// <param name="seen">The fingerprint of the key that the agent shows.</param>
    /// <param name="agent">The agent's <c>host:port</c>.</param>
    /// <param name="isTls">Whether the key came over TLS.</param>
    /// <exception cref="PublicKeyMismatchException">The key is not one of the pinned keys.</exception>
    public void Check(PublicKeyFingerprint seen, string agent, bool isTls)
    {
        if (!allowed.Contains(seen))
        {
            throw new PublicKeyMismatchException(agent, [.. allowed.Select(a => a.ToString())], seen.ToString(), isTls);
        }
    }
}
