using System;
using System.Security.Cryptography;

namespace Obshell.Client.Tests.Hostile;

/// <summary>A public key as an agent reports it.</summary>
internal static class KeyText
{
    /// <summary>One key for all tests that need no special key.</summary>
    public static string Any { get; } = New();

    public static string New()
    {
        using var pair = RSA.Create(1024);
        return Convert.ToBase64String(pair.ExportRSAPublicKey());
    }
}
