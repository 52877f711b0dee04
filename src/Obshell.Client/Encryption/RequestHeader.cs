using System.Globalization;
using System.Security;
using System.Text;
using Obshell.Client.Secrets;

namespace Obshell.Client.Encryption;

/// <summary>
/// Makes and encrypts the header <c>X-OCS-Header</c> (PROTOCOL 2.3). The agent needs a private-key operation for each block (PROTOCOL 11),
/// so the header contains only the data that the agent needs. The agent decrypts each block separately and joins the plaintexts. If a JSON
/// key occurs twice, the agent uses the last value. Anyone can encrypt a block with the agent's public key. So an attacker could combine a
/// recorded block that contains the password with new blocks that contain another address or a later expiry time. To prevent this, the last
/// block contains all of them: the password, the expiry time, the address and the closing brace.
/// </summary>
internal static class RequestHeader
{
    public const string RootScheme = "X-OCS-Header";
    public const string AgentScheme = "X-OCS-Agent-Header";

    /// <summary>
    /// How long a header is valid after it was made. The SDKs use the same time. The time is short, because a header can be replayed (trap
    /// 24).
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The maximum length of the usual addresses. For example, the address of a poll fits if the id of the DAG has at most 12 digits.
    /// </summary>
    public const int UsualAddress = 48;

    /// <summary>The bytes in the last block in addition to the password and the address: member names, quotes and digits.</summary>
    private const int AroundThem = 37;

    /// <summary>
    /// The maximum number of bytes in an address that fits into one block with this password. A longer address is put into other blocks.
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
    /// <param name="expires">When the header expires, by the agent's clock. It is sent as text, in whole seconds.</param>
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
    /// The JSON before encryption, in a buffer that the caller clears. A JSON writer is not used, because the password would stay in its
    /// own buffers. The last <paramref name="together"/> bytes must be in one block.
    /// </summary>
    internal static byte[] WritePlain(
        SecureString? password, DateTimeOffset expires, string requestUri, byte[]? keys, int blockBytes, out int length, out int together)
    {
        byte[] auth = password is null ? [] : SecretText.ToUtf8(password);
        byte[] uri = Encoding.UTF8.GetBytes(requestUri);
        bool fits = AroundThem + JsonText.EscapedLength(auth) + JsonText.EscapedLength(uri) <= blockBytes;
        try
        {
            // The buffer is large enough even if every byte becomes an escape of six characters. So it never grows, and no copy stays in
            // memory.
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
                // The address does not fit into the last block. But the expiry time is in the same block as the password, so an attacker
                // who uses this block again cannot change the expiry time.
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
