using System.Globalization;
using System.Security;
using System.Text;
using Obshell.Client.Secrets;

namespace Obshell.Client.Encryption;

/// <summary>
/// The plaintext of <c>X-OCS-Header</c> (PROTOCOL 2.3) and its encryption. It contains only the data that the agent needs, because each
/// further block costs the agent a private-key operation (PROTOCOL 11). The agent decrypts each block separately, joins the texts and
/// uses the last of equal keys. So an attacker can put a recorded block between blocks that anyone can make. For this reason the last
/// block contains completely all that must stay together: password, expiry time, address, closing brace.
/// </summary>
internal static class RequestHeader
{
    public const string RootScheme = "X-OCS-Header";
    public const string AgentScheme = "X-OCS-Agent-Header";

    /// <summary>
    /// How long a header is valid after it was made. It is the same time as in the SDKs, and short because a header can be replayed (trap
    /// 24).
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>The length of a poll's address with the longest id that agents give, and some more bytes for names.</summary>
    public const int UsualAddress = 48;

    /// <summary>The bytes of members, quotes and digits around password and address.</summary>
    private const int AroundThem = 37;

    /// <summary>
    /// How many bytes an address may have so that it is in one block with this password. A header for a longer address holds the address
    /// in a separate block.
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
    /// <param name="password">The password; null when there is none.</param>
    /// <param name="expires">When the header expires, on the agent's clock; it is sent as text, in whole seconds.</param>
    /// <param name="requestUri">Path and query, exactly as in the request line.</param>
    /// <param name="keys">Key and IV of the body in base64, as ASCII; null when no body is sent.</param>
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
    /// The JSON before encryption, in a buffer that the caller clears. This code does not use a JSON writer, because a writer keeps its
    /// own buffers and the password in them. <paramref name="together"/> bytes at the end must be in one block.
    /// </summary>
    internal static byte[] WritePlain(
        SecureString? password, DateTimeOffset expires, string requestUri, byte[]? keys, int blockBytes, out int length, out int together)
    {
        byte[] auth = password is null ? [] : SecretText.ToUtf8(password);
        byte[] uri = Encoding.UTF8.GetBytes(requestUri);
        bool fits = AroundThem + JsonText.EscapedLength(auth) + JsonText.EscapedLength(uri) <= blockBytes;
        try
        {
            // The buffer never grows, so no copy remains in memory. Worst case: every byte becomes a six-character escape.
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
                // In this case at least the time is in one block with the password: a header made from such a block expires with it.
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
