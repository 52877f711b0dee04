using System.Text.RegularExpressions;

namespace Obshell.Client.Storage;

/// <summary>
/// A parameter after the <c>?</c> of a storage URI. This class contains the table of parameters, which is also in docs/storage.md. Its
/// sources are OceanBase's <c>ob_storage_info.cpp</c> and the agent's <c>storage.go</c>.
/// </summary>
internal sealed class StorageParameter
{
    private StorageParameter(string name, IReadOnlyList<StorageScheme> schemes) => (Name, Schemes) = (name, schemes);

    /// <summary>The name in lower case. OceanBase and the agent compare it case-sensitively.</summary>
    public string Name { get; }

    /// <summary>The schemes of URIs in which the parameter is allowed. With any other scheme, OceanBase refuses the URI.</summary>
    public IReadOnlyList<StorageScheme> Schemes { get; }

    /// <summary>The values that OceanBase accepts; empty for any value.</summary>
    public IReadOnlyList<string> Values { get; private init; } = [];

    /// <summary>The form of the value, when there is no list of values.</summary>
    public Regex? Form { get; private init; }

    /// <summary>An example of a valid value, for <see cref="Form"/>.</summary>
    public string Example { get; private init; } = "";

    /// <summary>Whether the value is never shown, and is masked in all texts.</summary>
    public bool IsSecret { get; private init; }

    /// <summary>
    /// Whether the agent's own parser keeps the parameter. The agent uses this parser for restore windows and lists of jobs.
    /// </summary>
    public bool AgentReads { get; private init; }

    /// <summary>Whether OceanBase reads the parameter.</summary>
    public bool OceanBaseReads { get; private init; } = true;

    public static readonly StorageParameter Host = new("host", StorageScheme.ObjectStores) { AgentReads = true };
    public static readonly StorageParameter AccessId = new("access_id", StorageScheme.ObjectStores) { AgentReads = true, IsSecret = true };
    public static readonly StorageParameter AccessKey = new("access_key", StorageScheme.ObjectStores) { AgentReads = true, IsSecret = true };
    public static readonly StorageParameter RoleArn = new("role_arn", StorageScheme.ObjectStores) { IsSecret = true };
    public static readonly StorageParameter S3Region = new("s3_region", [StorageScheme.S3]) { AgentReads = true };
    public static readonly StorageParameter AppId = new("appid", [StorageScheme.Cos]) { AgentReads = true };
    public static readonly StorageParameter ChecksumType = new("checksum_type", StorageScheme.ObjectStores) { Values = ["no_checksum", "md5", "crc32"] };
    public static readonly StorageParameter EnableWorm = new("enable_worm", StorageScheme.ObjectStores) { Values = ["true", "false"] };

    public static IReadOnlyList<StorageParameter> All { get; } =
    [
        Host, AccessId, AccessKey, RoleArn,
        new("external_id", StorageScheme.ObjectStores) { IsSecret = true },
        S3Region, AppId,
        new("delete_mode", StorageScheme.ObjectStores) { AgentReads = true, Values = ["delete", "tagging"] },
        ChecksumType,
        new("addressing_model", StorageScheme.ObjectStores) { Values = ["virtual_hosted_style", "path_style"] },
        new("force_path_style", [StorageScheme.S3]) { AgentReads = true, OceanBaseReads = false, Values = ["true", "false"] },
        EnableWorm,
        new("max_iops", StorageScheme.All) { Form = new Regex("^[0-9]{1,18}$"), Example = "1000" },
        new("max_bandwidth", StorageScheme.All) { Form = new Regex("^[0-9]{1,15}(?:[KMGTP]B?|B)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), Example = "100MB" },

        // These three parameters say which servers access the store. Only newer versions of OceanBase support them.
        new("zone", StorageScheme.All), new("idc", StorageScheme.All), new("region", StorageScheme.All),
    ];

    /// <summary>The values that OceanBase accepts with a scheme. OSS does not support crc32.</summary>
    public IReadOnlyList<string> ValuesOf(StorageScheme scheme) =>
        this == ChecksumType && scheme == StorageScheme.Oss ? [.. Values.Where(v => v != "crc32")] : Values;

    /// <returns>Null when no parameter has exactly this name.</returns>
    public static StorageParameter? Of(string name) => All.FirstOrDefault(p => p.Name == name);

    /// <summary>
    /// The parameter that the user probably meant: its letters are the same as in the typed name, or differ in one letter.
    /// </summary>
    public static StorageParameter? Meant(string name) =>
        All.FirstOrDefault(p => Letters(p.Name) == Letters(name)) ?? All.FirstOrDefault(p => p.Name.Length > 4 && IsOneLetterAway(Letters(p.Name), Letters(name)));

    private static string Letters(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static bool IsOneLetterAway(string right, string typed)
    {
        if (Math.Abs(right.Length - typed.Length) > 1)
        {
            return false;
        }

        int from = 0;
        while (from < Math.Min(right.Length, typed.Length) && right[from] == typed[from])
        {
            from++;
        }

        string rest = right.Substring(from), other = typed.Substring(from);
        return rest.Length == other.Length
            ? rest.Length > 0 && rest.Substring(1) == other.Substring(1)
            : rest.Length > other.Length ? rest.Substring(1) == other : rest == other.Substring(1);
    }
}
