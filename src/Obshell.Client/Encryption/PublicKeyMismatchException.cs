using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>
/// An agent showed a public key that is not one of the pinned keys (<see cref="ConnectOptions.PublicKeyFingerprint"/>). No password and no
/// body was encrypted with this key.
/// </summary>
public sealed class PublicKeyMismatchException : ObshellException
{
    internal PublicKeyMismatchException(string agent, IReadOnlyList<string> expected, string seen, bool isTls)
        : base(
            "PublicKeyMismatch",
            Listing.Sentences(
                expected.Count == 1 ? EncryptionTexts.FormatPinnedKey(agent, seen, expected[0]) : EncryptionTexts.FormatPinnedKeys(agent, seen, Listing.Of(expected)),
                isTls ? null : EncryptionTexts.PlainHttpKey,
                EncryptionTexts.NothingEncrypted))
    {
        Agent = agent;
        Expected = expected;
        Seen = seen;
    }

    /// <summary>The pinned fingerprints, <c>SHA256:</c> and base64.</summary>
    public IReadOnlyList<string> Expected { get; }

    /// <summary>Fingerprint of the key that the agent showed.</summary>
    public string Seen { get; }
}
