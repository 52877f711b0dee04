namespace Obshell.Client.Secrets;

/// <summary>The names of secrets: in OceanBase, in object stores, and in general.</summary>
internal static class SecretNames
{
    /// <summary>Passwords of backup sets, in a restore request.</summary>
    public const string Decryption = "decryption";

    /// <summary>Key management text, in a restore request.</summary>
    public const string KmsEncryptInfo = "kms_encrypt_info";

    /// <summary>The keys of the fields in a restore request whose whole value is a secret. The field table uses these keys.</summary>
    public static readonly string[] OfRequests = [Decryption, KmsEncryptInfo];

    /// <summary>The same names as a pattern, for both spellings: kms_encrypt_info and KmsEncryptInfo.</summary>
    public static readonly string RequestPattern = string.Join("|", OfRequests).Replace("_", "_?");

    /// <summary>
    /// A pattern for names of secrets: a member whose name contains a match has a secret value. It matches all spellings, such as
    /// accessKey, access-key, AccessKeySecret.
    /// </summary>
    public const string Pattern =
        @"(?:access[_-]?(?:key|id|token)|secret|passw(?:or)?d|passphrase|pwd|sas[_-]?token|security[_-]?token|session[_-]?(?:id|token)|sso[_-]?token|api[_-]?key|private[_-]?key|x[_-]ocs[_-](?:agent[_-])?(?:header|auth)|credential|signature|external[_-]?id)";
}
