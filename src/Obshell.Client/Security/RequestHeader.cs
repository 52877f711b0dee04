using System;
using System.Globalization;
using System.Security;
using System.Text;

namespace Obshell.Client.Security;

/// <summary>
/// The plaintext of <c>X-OCS-Header</c> (PROTOCOL 2.3) and its encryption. Only what the agent needs is written: each
/// byte over a block costs it a private-key operation (PROTOCOL 11).
/// </summary>
internal static class RequestHeader
{
    public const string RootScheme = "X-OCS-Header";
    public const string AgentScheme = "X-OCS-Agent-Header";

    /// <summary>How long a header is good after it was made: as the SDKs, and short because it can be replayed (trap 24).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <param name="key">The public key of the agent that will get the header.</param>
    /// <param name="password">The password, or null for none.</param>
    /// <param name="expires">When the header ends, on the agent's clock; whole seconds go out, as text.</param>
    /// <param name="requestUri">Path and query exactly as on the request line.</param>
    /// <param name="keys">Base64, as ASCII, of key and IV of the body, or null when no body is sent.</param>
    public static string Create(AgentKey key, SecureString? password, DateTimeOffset expires, string requestUri, byte[]? keys)
    {
        byte[] plain = WritePlain(password, expires, requestUri, keys, out int length);
        try
        {
            return Convert.ToBase64String(key.Encrypt(plain, length));
        }
        finally
        {
            PlainArray.Clear(plain);
        }
    }

    /// <summary>
    /// The JSON before encryption, in a buffer that the caller clears. Written by hand: a JSON writer keeps buffers of its
    /// own, and with them the password.
    /// </summary>
    internal static byte[] WritePlain(SecureString? password, DateTimeOffset expires, string requestUri, byte[]? keys, out int length)
    {
        byte[] auth = password is null ? [] : SecretText.ToUtf8(password);
        byte[] uri = Encoding.UTF8.GetBytes(requestUri);
        try
        {
            // Never grows, so no copy stays behind. Worst case: every byte becomes a six-character escape.
            var json = new Buffered(PlainArray.Create<byte>(96 + (JsonText.LongestEscape * (auth.Length + uri.Length)) + (keys?.Length ?? 0)));
            json.Raw("{\"Auth\":\"");
            json.Escaped(auth);
            json.Raw("\",\"Ts\":\"");
            json.Raw(expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            json.Raw("\",\"Uri\":\"");
            json.Escaped(uri);
            if (keys is not null)
            {
                json.Raw("\",\"Keys\":\"");
                json.Raw(keys);
            }

            json.Raw("\"}");
            length = json.Length;
            return json.Bytes;
        }
        finally
        {
            PlainArray.Clear(auth);
        }
    }

    private struct Buffered
    {
        public Buffered(byte[] bytes) => Bytes = bytes;

        public byte[] Bytes { get; }

        public int Length { get; private set; }

        public void Raw(string ascii) => Length += Encoding.ASCII.GetBytes(ascii, 0, ascii.Length, Bytes, Length);

        public void Raw(byte[] ascii)
        {
            Buffer.BlockCopy(ascii, 0, Bytes, Length, ascii.Length);
            Length += ascii.Length;
        }

        public void Escaped(byte[] utf8) => Length += JsonText.Escape(utf8, Bytes, Length);
    }
}
