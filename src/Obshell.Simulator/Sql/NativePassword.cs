using System.Security.Cryptography;
using System.Text;

namespace Obshell.Simulator;

/// <summary>The proof of <c>mysql_native_password</c>: SHA1(password) xor SHA1(challenge + SHA1(SHA1(password))).</summary>
internal static class NativePassword
{
    public const string Plugin = "mysql_native_password";
    public const int ChallengeLength = 20;

    /// <summary>The challenge contains only letters. Clients read it as text, and a zero byte would end the text.</summary>
    public static byte[] Challenge() => Encoding.ASCII.GetBytes(RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", ChallengeLength));

    public static bool IsProof(ReadOnlySpan<byte> proof, string password, ReadOnlySpan<byte> challenge)
    {
        if (password.Length == 0 || proof.Length == 0)
            return password.Length == 0 && proof.Length == 0;
        if (proof.Length != SHA1.HashSizeInBytes)
            return false;
        // The protocol requires SHA1. It protects only practice data.
#pragma warning disable CA5350
        var stage1 = SHA1.HashData(Encoding.UTF8.GetBytes(password));
        var stage2 = SHA1.HashData(stage1);
        var mask = SHA1.HashData([.. challenge, .. stage2]);
#pragma warning restore CA5350
        for (var i = 0; i < stage1.Length; i++)
            mask[i] ^= stage1[i];
        return CryptographicOperations.FixedTimeEquals(mask, proof);
    }
}
