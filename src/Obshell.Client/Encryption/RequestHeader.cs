using System.Globalization;
using System.Security;
using System.Text;
using Obshell.Client.Secrets;

namespace Obshell.Client.Encryption;

/// <summary>
/// The plaintext of <c>X-OCS-Header</c> (PROTOCOL 2.3) and its encryption. Only what the agent needs is written: each
/// byte over a block costs it a private-key operation (PROTOCOL 11). The agent decrypts each block by itself, joins them and
/// takes the last of equal keys, so a recorded block can be used again between blocks that anyone can make. What must stay
/// together is therefore complete in the last block: password, end of its time, address, closing brace.
/// </summary>
internal static class RequestHeader
{
    public const string RootScheme = "X-OCS-Header";
    public const string AgentScheme = "X-OCS-Agent-Header";

    /// <summary>How long a header is good after it was made: as the SDKs, and short because it can be replayed (trap 24).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>The address of a poll with the longest id that agents give, and some room for names.</summary>
    public const int UsualAddress = 48;

    /// <summary>Members, quotes and digits around password and address.</summary>
    private const int AroundThem = 37;

    /// <summary>
    /// How many bytes an address may have that is in one block with this password. Headers for longer ones hold the
    /// address in a block of its own.
    /// </summary>
    public static int RoomForAddress(int blockBytes, SecureString? password)
    {
        byte[] auth = password is null ? [] : SecretText.ToUtf8(password);
        try
        {
            return Math.Max(0, blockBytes - AroundThem - JsonText.EscapedLength(auth));
        }
        finally
        {
            PlainArray.Clear(auth);
        }
    }

    /// <param name="key">The public key of the agent that will get the header.</param>
    /// <param name="password">The password, or null for none.</param>
    /// <param name="expires">When the header ends, on the agent's clock; whole seconds go out, as text.</param>
    /// <param name="requestUri">Path and query exactly as on the request line.</param>
    /// <param name="keys">Base64, as ASCII, of key and IV of the body, or null when no body is sent.</param>
    public static string Create(AgentKey key, SecureString? password, DateTimeOffset expires, string requestUri, byte[]? keys)
    {
        byte[] plain = WritePlain(password, expires, requestUri, keys, key.MaxPlainBlock, out int length, out int together);
        try
        {
            return Convert.ToBase64String(key.Encrypt(plain, length, together));
        }
        finally
        {
            PlainArray.Clear(plain);
        }
    }

    /// <summary>
    /// The JSON before encryption, in a buffer that the caller clears. Written by hand: a JSON writer keeps buffers of its
    /// own, and with them the password. <paramref name="together"/> bytes at the end belong into one block.
    /// </summary>
    internal static byte[] WritePlain(
        SecureString? password, DateTimeOffset expires, string requestUri, byte[]? keys, int blockBytes, out int length, out int together)
    {
        byte[] auth = password is null ? [] : SecretText.ToUtf8(password);
        byte[] uri = Encoding.UTF8.GetBytes(requestUri);
        bool fits = AroundThem + JsonText.EscapedLength(auth) + JsonText.EscapedLength(uri) <= blockBytes;
        try
        {
            // Never grows, so no copy stays behind. Worst case: every byte becomes a six-character escape.
            var json = new Buffered(PlainArray.Create<byte>(96 + (JsonText.MaxEscape * (auth.Length + uri.Length)) + (keys?.Length ?? 0)));
            json.Raw("{");
            if (keys is not null)
            {
                json.Raw("\"Keys\":\"");
                json.Raw(keys);
                json.Raw("\",");
            }

            if (!fits)
            {
                // Then at least the time stays with the password: what is made of such a block ends with it.
                Uri(ref json, uri);
                json.Raw(",");
            }

            int start = json.Length;
            json.Raw("\"Auth\":\"");
            json.Escaped(auth);
            json.Raw("\",\"Ts\":\"");
            json.Raw(expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            json.Raw("\"");
            if (fits)
            {
                json.Raw(",");
                Uri(ref json, uri);
            }

            json.Raw("}");
            length = json.Length;
            together = length - start;
            return json.Bytes;
        }
        finally
        {
            PlainArray.Clear(auth);
        }
    }

    private static void Uri(ref Buffered json, byte[] uri)
    {
        json.Raw("\"Uri\":\"");
        json.Escaped(uri);
        json.Raw("\"");
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
