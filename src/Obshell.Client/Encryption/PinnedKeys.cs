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
    /// One of them is no fingerprint, or the list is empty: an unset variable must not turn the check off.
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
                "InvalidFingerprint", Parameter, "The list is empty, so no key would be allowed. Name at least one fingerprint, or leave the parameter out to take any key."));
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
                string which = string.IsNullOrWhiteSpace(fingerprints[i]) ? "is empty" : $"is no SHA-256 fingerprint ({fingerprints[i].Trim().Length} characters)";
                faults.Add(new InputFault("InvalidFingerprint", Parameter, $"Number {i + 1} {which}. Write it as {PublicKeyFingerprint.Forms}."));
            }
        }

        return faults.Count == 0 ? new PinnedKeys([.. allowed.Distinct()]) : throw new ObshellInputException(faults);
    }

    /// <param name="seen">Of the key that the agent shows.</param>
    /// <param name="agent">Its <c>host:port</c>.</param>
    /// <param name="isTls">The key came over TLS.</param>
    /// <exception cref="PublicKeyMismatchException">It is none of the pinned ones.</exception>
    public void Check(PublicKeyFingerprint seen, string agent, bool isTls)
    {
        if (!allowed.Contains(seen))
        {
            throw new PublicKeyMismatchException(agent, [.. allowed.Select(a => a.ToString())], seen.ToString(), isTls);
        }
    }
}
