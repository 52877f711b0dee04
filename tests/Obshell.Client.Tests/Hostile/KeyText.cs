using System;
using System.Security.Cryptography;

namespace Obshell.Client.Tests.Hostile;

/// <summary>A public key as agents give theirs.</summary>
internal static class KeyText
{
    /// <summary>One for all who need no other.</summary>
    public static string Any { get; } = New();

    public static string New()
    {
        using var pair = RSA.Create(1024);
        return Convert.ToBase64String(pair.ExportRSAPublicKey());
    }
}
