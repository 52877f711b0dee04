using System.Collections.Generic;
using System.Linq;

namespace Obshell.Client.Storage;

/// <summary>A kind of store, by the scheme of its URIs. The table of schemes; docs/storage.md shows it.</summary>
/// <param name="Name">In lower case: OceanBase and the agent compare it letter by letter.</param>
/// <param name="IsObjectStore">A bucket on a host, and not a path of the servers.</param>
/// <param name="AgentReads">Whether agents know the scheme. Without it no window and no list of jobs can be read.</param>
internal sealed record StorageScheme(string Name, bool IsObjectStore, bool AgentReads)
{
    public static readonly StorageScheme File = new("file", IsObjectStore: false, AgentReads: true);
    public static readonly StorageScheme Oss = new("oss", IsObjectStore: true, AgentReads: true);
    public static readonly StorageScheme Cos = new("cos", IsObjectStore: true, AgentReads: true);
    public static readonly StorageScheme S3 = new("s3", IsObjectStore: true, AgentReads: true);

    /// <summary>Of newer servers.</summary>
    public static readonly StorageScheme AzBlob = new("azblob", IsObjectStore: true, AgentReads: false);

    public static IReadOnlyList<StorageScheme> All { get; } = [File, Oss, Cos, S3, AzBlob];

    public static IReadOnlyList<StorageScheme> ObjectStores { get; } = [.. All.Where(s => s.IsObjectStore)];

    /// <param name="name">In lower case.</param>
    /// <returns>Null when there is none.</returns>
    public static StorageScheme? Of(string name) => All.FirstOrDefault(s => s.Name == name);
}
