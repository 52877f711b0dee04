namespace Obshell.Client.Storage;

/// <summary>
/// A kind of storage and the scheme of its URIs. This class contains the table of schemes, which is also in docs/storage.md.
/// </summary>
/// <param name="Name">The name of the scheme in lower case. OceanBase and the agent compare it case-sensitively.</param>
/// <param name="IsObjectStore">Whether the location is a bucket on a host; otherwise it is a path on the servers.</param>
/// <param name="AgentReads">Whether agents support the scheme. If not, restore windows and lists of jobs cannot be read.</param>
public sealed record StorageScheme(string Name, bool IsObjectStore, bool AgentReads)
{
    internal static readonly StorageScheme File = new("file", IsObjectStore: false, AgentReads: true);
    internal static readonly StorageScheme Oss = new("oss", IsObjectStore: true, AgentReads: true);
    internal static readonly StorageScheme Cos = new("cos", IsObjectStore: true, AgentReads: true);
    internal static readonly StorageScheme S3 = new("s3", IsObjectStore: true, AgentReads: true);

    /// <summary>Only newer servers support this scheme.</summary>
    internal static readonly StorageScheme AzBlob = new("azblob", IsObjectStore: true, AgentReads: false);

    /// <summary>All known schemes.</summary>
    public static IReadOnlyList<StorageScheme> All { get; } = [File, Oss, Cos, S3, AzBlob];

    internal static IReadOnlyList<StorageScheme> ObjectStores { get; } = [.. All.Where(s => s.IsObjectStore)];

    /// <summary>The scheme with this name.</summary>
    /// <param name="name">The name in lower case.</param>
    /// <returns>Null when there is no such scheme.</returns>
    public static StorageScheme? Of(string name) => All.FirstOrDefault(s => s.Name == name);
}
