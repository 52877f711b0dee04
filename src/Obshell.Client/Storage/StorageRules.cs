using Obshell.Client.Display;

namespace Obshell.Client.Storage;

/// <summary>
/// The rules of storage URIs (PROTOCOL 4.6, docs/storage.md), for texts with valid characters. An agent does not check these rules when a
/// restore is started. The restore fails later, when its pools already exist.
/// </summary>
public static class StorageRules
{
    private const string Aws = ".amazonaws.com";

    /// <summary>All findings about a URI.</summary>
    public static IReadOnlyList<StorageFinding> Judge(StorageUri uri)
    {
        StorageQuery query = StorageQuery.Of(uri.Reveal());
        if (query.KnownScheme is not { } scheme)
        {
            return [Unknown(StorageTexts.FormatSchemeUnknown(TextFault.Quote(query.Scheme), Listing.And(StorageScheme.All.Where(s => s.AgentReads).Select(s => s.Name))))];
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
            yield return Refused(StorageTexts.FormatSchemeNotLowerCase(query.Scheme, scheme.Name), StorageTexts.FormatAdviceLowerCase(scheme.Name));
        }

        if (!scheme.AgentReads)
        {
            yield return Unknown(StorageTexts.FormatSchemeUnread(scheme.Name));
        }
    }

    private static IEnumerable<StorageFinding> OfPlace(StorageQuery query, StorageScheme scheme)
    {
        int slash = query.Place.IndexOf('/');
        if (!scheme.IsObjectStore && (slash != 0 || query.Place.Length == 1))
        {
            yield return Refused(StorageTexts.FilePathNotAbsolute, StorageTexts.AdviceAbsolutePath);
        }

        if (scheme.IsObjectStore && (slash <= 0 || slash == query.Place.Length - 1))
        {
            yield return Refused(StorageTexts.FormatBucketMissing(scheme.Name));
        }
    }

    private static IEnumerable<StorageFinding> OfParameter(string name, string value, StorageScheme scheme)
    {
        if (StorageParameter.Of(name) is not { } parameter)
        {
            yield return Doubtful(Listing.Sentences(
                StorageTexts.FormatParameterUnknown(TextFault.Quote(name)),
                StorageParameter.Meant(name) is { } right ? StorageTexts.FormatParameterMeant(right.Name) : null));
            yield break;
        }

        if (!parameter.Schemes.Contains(scheme))
        {
            yield return Refused(StorageTexts.FormatParameterMisplaced(name, scheme.Name, Listing.And(parameter.Schemes.Where(s => s.AgentReads).Select(s => s.Name))));
            yield break;
        }

        IReadOnlyList<string> values = parameter.ValuesOf(scheme);
        if (values.Count > 0 && !values.Contains(value))
        {
            yield return Refused(StorageTexts.FormatValueNotOfScheme(name, scheme.Name, Listing.Or(values)));
        }

        if (parameter.Form?.IsMatch(value) == false)
        {
            yield return Refused(StorageTexts.FormatValueNotValid(name, parameter.Example));
        }

        // The agent decodes a value, OceanBase does not.
        if (value.IndexOf('%') >= 0)
        {
            yield return Doubtful(StorageTexts.FormatValueEscaped(name));
        }
    }

    private static IEnumerable<StorageFinding> Twice(StorageQuery query) => query.Parameters.GroupBy(p => p.Name).Where(g => g.Count() > 1 && StorageParameter.Of(g.Key) is not null)
        .Select(g => Refused(StorageTexts.FormatParameterRepeated(g.Key, g.Count())));

    private static IEnumerable<StorageFinding> OfObjectStore(StorageQuery query, StorageScheme scheme)
    {
        string[] missing = [.. Needed(query, scheme).Where(p => !query.Has(p)).Select(p => p.Name)];
        if (missing.Length > 0)
        {
            yield return Refused(StorageTexts.FormatParametersMissing(scheme.Name, Listing.And(missing)));
        }

        string[] keys = [.. new[] { StorageParameter.AccessId, StorageParameter.AccessKey }.Where(query.Has).Select(p => p.Name)];
        if (query.Has(StorageParameter.RoleArn))
        {
            if (keys.Length > 0)
            {
                yield return Refused(StorageTexts.FormatRoleAndKeys(Listing.And(keys)));
            }
        }
        else if (keys.Length < 2)
        {
            yield return Refused(
                keys.Length == 0 ? StorageTexts.KeysMissing : StorageTexts.FormatKeyMissing(keys[0] == StorageParameter.AccessId.Name ? StorageParameter.AccessKey.Name : StorageParameter.AccessId.Name),
                StorageTexts.AdviceKeys);
        }

        if (query.ValueOf(StorageParameter.EnableWorm) == "true" && (scheme != StorageScheme.Oss || query.ValueOf(StorageParameter.ChecksumType) != "md5"))
        {
            yield return Refused(StorageTexts.WormNeeds);
        }
    }

    private static IEnumerable<StorageFinding> OfFile(StorageQuery query)
    {
        if (query.HasMark && query.Parameters.All(p => StorageParameter.Of(p.Name) is null or { OceanBaseReads: true }))
        {
            yield return Unknown(StorageTexts.FileParameters);
        }
    }

    /// <summary>
    /// The parameters that the URI must contain. With s3://, only AWS needs a region; other stores with the S3 interface do not.
    /// </summary>
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

    private static StorageFinding Refused(string text, string? advice = null) => new(StorageSeverity.Refused, text, advice ?? StorageTexts.AdviceRules);

    private static StorageFinding Unknown(string text) => new(StorageSeverity.Unknown, text, StorageTexts.AdviceScheme);

    private static StorageFinding Doubtful(string text) => new(StorageSeverity.Doubtful, text, StorageTexts.AdviceRules);
}
