namespace Obshell.Client;

/// <summary>
/// An agent showed a public key that is none of the pinned ones (<see cref="ConnectOptions.PublicKeyFingerprint"/>). Neither a
/// password nor a body was encrypted with it.
/// </summary>
public sealed class PublicKeyMismatchException : ObshellException
{
    internal PublicKeyMismatchException(string agent, IReadOnlyList<string> expected, string seen, bool isTls)
        : base(
            "PublicKeyMismatch",
            $"{agent} shows the public key {seen}, and pinned {(expected.Count == 1 ? "is" : "are")} {string.Join(", ", expected)}. "
                + (isTls ? "" : "Over plain HTTP anybody in between can put in a key of his own. ") + "Nothing was encrypted with it: no password went out.")
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
