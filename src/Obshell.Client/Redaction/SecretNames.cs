namespace Obshell.Client.Redaction;

/// <summary>How secrets are named: by OceanBase, by object stores, by everybody.</summary>
internal static class SecretNames
{
    /// <summary>A name that contains this carries a secret. Ends the same name in its other spellings: accessKey, access-key, AccessKeySecret.</summary>
    public const string Pattern =
        @"(?:access[_-]?(?:key|id|token)|secret|passw(?:or)?d|passphrase|pwd|sas[_-]?token|security[_-]?token|session[_-]?(?:id|token)|sso[_-]?token|api[_-]?key|private[_-]?key|x[_-]ocs[_-](?:agent[_-])?(?:header|auth)|credential|signature|external[_-]?id)";
}
