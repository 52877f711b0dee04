using System.Security;
using Obshell.Client.Secrets;

namespace Obshell.Client.Storage;

/// <summary>The keys of object stores, by location. They are needed because agents report URIs without keys.</summary>
public sealed class StorageCredential
{
    private readonly List<(string Place, string Id, SecureString Key)> keys = [];

    /// <summary>Adds a pair of keys.</summary>
    /// <param name="place">The beginning of the URIs that use these keys, such as <c>oss://bucket</c>; empty for all URIs.</param>
    /// <param name="id">The access id.</param>
    /// <param name="key">The access key.</param>
    /// <exception cref="ArgumentException">
    /// The id or the key is empty, or contains a character that does not reach OceanBase unchanged in a URI.
    /// </exception>
    public void Add(string place, string id, SecureString key)
    {
        if (id.Length == 0 || key.Length == 0)
        {
            throw new ArgumentException(StorageTexts.CredentialEmpty);
        }

        char[] plain = SecretText.ToChars(key);
        bool isUnsafe = Array.Exists(plain, StorageText.IsUnsafe) || id.Any(StorageText.IsUnsafe);
        PlainArray.Clear(plain);
        if (isUnsafe)
        {
            throw new ArgumentException(StorageTexts.CredentialCharacter);
        }

        keys.Add((place.TrimEnd('/'), id, key));
    }

    /// <summary>
    /// Returns the URI with its keys. If several keys match, the keys with the longest location are used. A <c>file://</c> URI, and a URI
    /// without matching keys, stay unchanged.
    /// </summary>
    public StorageUri Complete(StorageUri uri)
    {
        StorageQuery query = StorageQuery.Of(uri.Reveal());
        if (StorageScheme.Of(query.Scheme) is not { IsObjectStore: true } || query.Has(StorageParameter.AccessId) || query.Has(StorageParameter.RoleArn))
        {
            return uri;
        }

        string place = query.Scheme + "://" + query.Place;
        (string _, string id, SecureString? key) = keys
            .Where(k => k.Place.Length == 0 || place == k.Place || place.StartsWith(k.Place + "/", StringComparison.Ordinal))
            .OrderByDescending(k => k.Place.Length).FirstOrDefault();
        if (key is null)
        {
            return uri;
        }

        char[] plain = SecretText.ToChars(key);
        try
        {
            return new StorageUri(uri.Reveal() + (query.HasMark ? "&" : "?") + "access_id=" + id + "&access_key=" + new string(plain));
        }
        finally
        {
            PlainArray.Clear(plain);
        }
    }

    /// <summary>
    /// Whether the URI is for an object store and contains no complete keys and no role. If so, no data can be read from the URI.
    /// </summary>
    public static bool LacksKeys(StorageUri uri)
    {
        StorageQuery query = StorageQuery.Of(uri.Reveal());
        return query.KnownScheme is { IsObjectStore: true } && !query.Has(StorageParameter.RoleArn)
            && !(query.Has(StorageParameter.AccessId) && query.Has(StorageParameter.AccessKey));
    }
}
