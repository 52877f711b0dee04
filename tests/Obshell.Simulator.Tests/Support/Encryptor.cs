using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace Obshell.Simulator.Tests;

/// <summary>The client side of PROTOCOL 2.3 and 2.4. It uses the cryptography of .NET, while the simulator uses BouncyCastle.</summary>
public static class Encryptor
{
    public static string Header(string json, string publicKey, int? blockSize = null) => Header(Encoding.UTF8.GetBytes(json), publicKey, blockSize);

    public static string Header(byte[] plain, string publicKey, int? blockSize = null)
    {
        using var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(Convert.FromBase64String(publicKey), out _);
        var size = blockSize ?? rsa.KeySize / 8 - 11;
        var cipher = new MemoryStream();
        for (var i = 0; i < plain.Length || i == 0; i += size)
            cipher.Write(rsa.Encrypt(plain.AsSpan(i, Math.Min(size, plain.Length - i)), RSAEncryptionPadding.Pkcs1));
        return Convert.ToBase64String(cipher.ToArray());
    }

    public static string Body(string text, byte[] keys)
    {
        using var aes = Aes.Create();
        aes.Key = keys[..16];
        return Convert.ToBase64String(aes.EncryptCbc(Encoding.UTF8.GetBytes(text), keys[16..32]));
    }

    public static string OpenBody(string base64, byte[] keys)
    {
        using var aes = Aes.Create();
        aes.Key = keys[..16];
        return Encoding.UTF8.GetString(aes.DecryptCbc(Convert.FromBase64String(base64), keys[16..32]));
    }

    public static byte[] NewKeys() => RandomNumberGenerator.GetBytes(32);
}
