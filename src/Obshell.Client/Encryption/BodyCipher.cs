using System.Buffers.Text;
using System.Security.Cryptography;
using Obshell.Client.Secrets;

namespace Obshell.Client.Encryption;

/// <summary>
/// Encrypts a request body with AES-128-CBC and PKCS#7 padding (PROTOCOL 2.4). The encrypted body is sent as standard base64 without
/// quotes, because quotes make the agent panic (trap 29).
/// </summary>
internal sealed class BodyCipher : IDisposable
{
    public const int KeyBytes = 16;
    public const int IvBytes = 16;

    private readonly byte[] key;
    private readonly byte[] iv;

    public BodyCipher(byte[] key, byte[] iv)
    {
        this.key = key;
        this.iv = iv;
    }

    /// <summary>A new random key and IV, for one request only.</summary>
    public static BodyCipher CreateRandom()
    {
        byte[] key = PlainArray.Create<byte>(KeyBytes);
        byte[] iv = PlainArray.Create<byte>(IvBytes);
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(key);
        random.GetBytes(iv);
        return new BodyCipher(key, iv);
    }

    /// <summary>Key and IV in base64, 44 ASCII characters, for <c>Keys</c> of the header. The caller clears the array.</summary>
    public byte[] KeysBase64()
    {
        byte[] base64 = PlainArray.Create<byte>(Base64.GetMaxEncodedToUtf8Length(KeyBytes + IvBytes));
        Buffer.BlockCopy(key, 0, base64, 0, KeyBytes);
        Buffer.BlockCopy(iv, 0, base64, KeyBytes, IvBytes);
        Base64.EncodeToUtf8InPlace(base64, KeyBytes + IvBytes, out _);
        return base64;
    }

    public string EncryptToBase64(byte[] plain)
    {
        using var aes = Aes.Create();
        aes.Mode = CipherMode.CBC;
        aes.Padding = PaddingMode.PKCS7;
        using ICryptoTransform transform = aes.CreateEncryptor(key, iv);
        return Convert.ToBase64String(transform.TransformFinalBlock(plain, 0, plain.Length));
    }

    public void Dispose()
    {
        PlainArray.Clear(key);
        PlainArray.Clear(iv);
    }
}
