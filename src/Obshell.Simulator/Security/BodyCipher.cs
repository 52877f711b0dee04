using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Paddings;
using Org.BouncyCastle.Crypto.Parameters;

namespace Obshell.Simulator;

/// <summary>
/// AES-128-CBC for a body or a session id (PROTOCOL 2.4). The first 16 bytes of <c>Keys</c> are the key, the other bytes are the IV.
/// </summary>
internal static class BodyCipher
{
    public const int KeySize = 16;

    /// <summary>Decrypts a body. It throws the same errors as the agent (table at the end of PROTOCOL 2.4).</summary>
    public static byte[] Decrypt(string text, byte[]? keys)
    {
        if (keys is null || keys.Length < KeySize)
            throw new AgentException(ErrorCodes.KeyAndIvInvalid.With().Wrap("Unauthorized"));
        // The agent ignores a Base64 error, and continues with the bytes before the error.
        var cipher = GoBase64.Decode(text).Bytes;
        if (cipher.Length % 16 != 0)
            throw new AgentException(ErrorCodes.ContentLengthInvalid.With().Wrap("Unauthorized"));
        if (cipher.Length == 0 || keys.Length != 2 * KeySize)
            throw new AgentPanicException();
        var mode = new CbcBlockCipher(new AesEngine());
        mode.Init(false, new ParametersWithIV(new KeyParameter(keys, 0, KeySize), keys, KeySize, KeySize));
        var plain = new byte[cipher.Length];
        for (var i = 0; i < cipher.Length; i += 16)
            mode.ProcessBlock(cipher, i, plain, i);
        // The agent checks only the last byte. With a wrong key and a valid last byte, the result is wrong data and not an error.
        var pad = plain[^1];
        if (pad > plain.Length)
            throw new AgentPanicException();
        return plain[..^pad];
    }

    /// <summary>Encrypts the session id of a login answer with the keys of the request.</summary>
    public static byte[] Encrypt(byte[] plain, byte[]? keys)
    {
        if (keys is null || keys.Length < KeySize)
            throw new AgentException(ErrorCodes.KeyAndIvInvalid.With().Wrap("Unauthorized"));
        if (keys.Length != 2 * KeySize)
            throw new AgentPanicException();
        var cipher = new PaddedBufferedBlockCipher(new CbcBlockCipher(new AesEngine()), new Pkcs7Padding());
        cipher.Init(true, new ParametersWithIV(new KeyParameter(keys, 0, KeySize), keys, KeySize, KeySize));
        return cipher.DoFinal(plain);
    }
}
