using System;
using System.Collections.Generic;

namespace Obshell.Client.Invoking;

/// <summary>Members of the API's objects whose values are never shown.</summary>
internal static class SecretMembers
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "decryption", "kms_encrypt_info", "encryption", "password", "root_password", "rootPwd", "rootPassword", "new_password", "agent_password",
        "access_key", "access_id", "access_token", "secret_key", "session_id", "ssotoken", "passphrase", "private_key", "secret",
    };

    public static bool Contains(string name) => Names.Contains(name);
}
