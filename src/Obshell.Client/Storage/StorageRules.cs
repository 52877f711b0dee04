namespace Obshell.Client.Storage;

/// <summary>
/// The rules of storage URIs (PROTOCOL 4.6, docs/storage.md), for texts whose characters are in order. An agent does not look at
/// them when a restore is started; the restore fails later, in a stage after its pools were made.
/// </summary>
public static class StorageRules
{
    private const string Aws = ".amazonaws.com";

    /// <summary>Everything that is found in a URI.</summary>
    public static IReadOnlyList<StorageFinding> Judge(StorageUri uri)
    {
        StorageQuery query = StorageQuery.Of(uri.Reveal());
        if (StorageScheme.Of(query.Scheme.ToLowerInvariant()) is not { } scheme)
        {
            return [Unknown($"'{TextFault.Quote(query.Scheme)}' is not one of {Names(StorageScheme.All.Where(s => s.AgentReads).Select(s => s.Name), "and")}, the schemes that agents know.")];
        }

        return
        [
            .. OfScheme(query, scheme), .. OfPlace(query, scheme), .. query.Parameters.SelectMany(p => OfParameter(p.Name, p.Value, scheme)),
            .. Twice(query), .. scheme.IsObjectStore ? OfObjectStore(query, scheme) : OfFile(query),
        ];
    }

    private static IEnumerable<StorageFinding> OfScheme(StorageQuery query, StorageScheme scheme)
    {
        if (query.Scheme != scheme.Name)
        {
            yield return Refused($"'{query.Scheme}://' must be in lower case: {scheme.Name}://.");
        }

        if (!scheme.AgentReads)
        {
            yield return Unknown($"Agents do not know {scheme.Name}://, so the restore window and the jobs of this place cannot be read. Newer versions of OceanBase do.");
        }
    }

    private static IEnumerable<StorageFinding> OfPlace(StorageQuery query, StorageScheme scheme)
    {
        int slash = query.Place.IndexOf('/');
        if (!scheme.IsObjectStore && (slash != 0 || query.Place.Length == 1))
        {
            yield return Refused("file:// must be followed by an absolute path: file:///backup/t1/data.");
        }

        if (scheme.IsObjectStore && (slash <= 0 || slash == query.Place.Length - 1))
        {
            yield return Refused($"It names no bucket and key: {scheme.Name}://bucket/key?host=...");
        }
    }

    private static IEnumerable<StorageFinding> OfParameter(string name, string value, StorageScheme scheme)
    {
        if (StorageParameter.Of(name) is not { } parameter)
        {
            string meant = StorageParameter.Meant(name) is { } right ? $" Did you mean {right.Name}?" : "";
            yield return Doubtful($"OceanBase does not read the parameter '{TextFault.Quote(name)}'.{meant}");
            yield break;
        }

        if (!parameter.Schemes.Contains(scheme))
        {
            yield return Refused($"{name} does not belong into a {scheme.Name}:// URI: it is for {Names(parameter.Schemes.Where(s => s.AgentReads).Select(s => s.Name), "and")}.");
            yield break;
        }

        IReadOnlyList<string> values = parameter.ValuesOf(scheme);
        if (values.Count > 0 && !values.Contains(value))
        {
            yield return Refused($"{name} has a value that OceanBase does not take with {scheme.Name}://. It takes {Names(values, "or")}.");
        }

        if (parameter.Form?.IsMatch(value) == false)
        {
            yield return Refused($"{name} has a value that OceanBase does not take. A right one is {parameter.Example}.");
        }

        // The agent decodes, OceanBase does not.
        if (value.IndexOf('%') >= 0)
        {
            yield return Doubtful($"The value of {name} has a percent escape. The agent decodes it and finds the restore window; OceanBase takes it as it stands, and its restore cannot read the store. Write the character itself.");
        }
    }

    private static IEnumerable<StorageFinding> Twice(StorageQuery query) => query.Parameters.GroupBy(p => p.Name).Where(g => g.Count() > 1 && StorageParameter.Of(g.Key) is not null)
        .Select(g => Refused($"{g.Key} is there {g.Count()} times. OceanBase joins them to one value."));

    private static IEnumerable<StorageFinding> OfObjectStore(StorageQuery query, StorageScheme scheme)
    {
        string[] missing = [.. Needed(query, scheme).Where(p => !query.Has(p)).Select(p => p.Name)];
        if (missing.Length > 0)
        {
            yield return Refused($"Behind the '?' there is no {string.Join(" and no ", missing)}, which {scheme.Name}:// needs.");
        }

        string[] keys = [.. new[] { StorageParameter.AccessId, StorageParameter.AccessKey }.Where(query.Has).Select(p => p.Name)];
        if (query.Has(StorageParameter.RoleArn))
        {
            if (keys.Length > 0)
            {
                yield return Refused($"There is a role_arn and {string.Join(" and ", keys)}. OceanBase takes a role or keys, not both.");
            }
        }
        else if (keys.Length < 2)
        {
            yield return Refused($"There is no {string.Join(" and no ", new[] { "access_id", "access_key" }.Except(keys))}. OceanBase reads an object store with both keys, or with a role_arn.");
        }

        if (query.ValueOf(StorageParameter.EnableWorm) == "true" && (scheme != StorageScheme.Oss || query.ValueOf(StorageParameter.ChecksumType) != "md5"))
        {
            yield return Refused("enable_worm=true needs oss:// and checksum_type=md5.");
        }
    }

    private static IEnumerable<StorageFinding> OfFile(StorageQuery query)
    {
        if (query.HasMark && query.Parameters.All(p => StorageParameter.Of(p.Name) is null or { OceanBaseReads: true }))
        {
            yield return Unknown("Agents read no file:// URI with a '?': the restore window and the jobs of this place cannot be read. Newer versions of OceanBase take such a URI.");
        }
    }

    /// <summary>Only AWS needs a region; stores that speak S3 do without.</summary>
    private static IEnumerable<StorageParameter> Needed(StorageQuery query, StorageScheme scheme)
    {
        yield return StorageParameter.Host;
        if (scheme == StorageScheme.Cos)
        {
            yield return StorageParameter.AppId;
        }

        if (scheme == StorageScheme.S3 && IsAws(query.ValueOf(StorageParameter.Host)))
        {
            yield return StorageParameter.S3Region;
        }
    }

    private static bool IsAws(string host)
    {
        string name = host.Split(':')[0].TrimEnd('.');
        return name.EndsWith(Aws, StringComparison.OrdinalIgnoreCase) || name.EndsWith(Aws + ".cn", StringComparison.OrdinalIgnoreCase);
    }

    private static string Names(IEnumerable<string> names, string last)
    {
        string[] all = [.. names];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all.Take(all.Length - 1))} {last} {all[all.Length - 1]}";
    }

    private static StorageFinding Refused(string text) => new(StorageSeverity.Refused, text);

    private static StorageFinding Unknown(string text) => new(StorageSeverity.Unknown, text);

    private static StorageFinding Doubtful(string text) => new(StorageSeverity.Doubtful, text);
}
