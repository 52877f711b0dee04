namespace Obshell.Client.Storage;

/// <summary>A kind of store, named by the scheme of its URIs. This class has the table of schemes; docs/storage.md shows it.</summary>
/// <param name="Name">The name in lower case: in OceanBase and the agent the comparison is case-sensitive.</param>
/// <param name="IsObjectStore">Whether the place is a bucket on a host, and not a path on the servers.</param>
/// <param name="AgentReads">Whether agents know the scheme. For other schemes no restore window and no list of jobs can be read.</param>
public sealed record StorageScheme(string Name, bool IsObjectStore, bool AgentReads)
{
    internal static readonly StorageScheme File = new("file", IsObjectStore: false, AgentReads: true);
    internal static readonly StorageScheme Oss = new("oss", IsObjectStore: true, AgentReads: true);
    internal static readonly StorageScheme Cos = new("cos", IsObjectStore: true, AgentReads: true);
    internal static readonly StorageScheme S3 = new("s3", IsObjectStore: true, AgentReads: true);

    /// <summary>Newer servers have this scheme.</summary>
    internal static readonly StorageScheme AzBlob = new("azblob", IsObjectStore: true, AgentReads: false);

    /// <summary>All known schemes.</summary>
    public static IReadOnlyList<StorageScheme> All { get; } = [File, Oss, Cos, S3, AzBlob];

    internal static IReadOnlyList<StorageScheme> ObjectStores { get; } = [.. All.Where(s => s.IsObjectStore)];

    /// <summary>The scheme of a name.</summary>
    /// <param name="name">The name in lower case.</param>
    /// <returns>Null when there is no such scheme.</returns>
    public static StorageScheme? Of(string name) => All.FirstOrDefault(s => s.Name == name);
}
