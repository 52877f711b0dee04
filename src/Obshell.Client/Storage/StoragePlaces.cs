using Obshell.Client.Secrets;

namespace Obshell.Client.Storage;

/// <summary>Compares the location of the data backup with the location of the logs.</summary>
public static class StoragePlaces
{
    private static readonly string[] WordsOfLogs = ["clog", "log", "logs", "archive", "archivelog"];
    private static readonly string[] WordsOfData = ["data", "backup"];

    /// <summary>
    /// A sentence about a probable mistake in the two locations, or null. OceanBase needs separate locations for the data backup and the
    /// archived logs.
    /// </summary>
    public static string? Judge(StorageUri data, StorageUri logs)
    {
        string[] dataPath = Path(data);
        string[] logPath = Path(logs);
        if (dataPath.SequenceEqual(logPath))
        {
            return StorageTexts.LogsAtData;
        }

        if (IsParent(dataPath, logPath))
        {
            return StorageTexts.LogsBelowData;
        }

        if (IsParent(logPath, dataPath))
        {
            return StorageTexts.DataBelowLogs;
        }

        // Folders that are in both paths are ignored. Example: logs in /data/backup/clog and data in /data/backup/full are not a mistake.
        return dataPath.Except(logPath).Any(IsWord(WordsOfLogs)) && logPath.Except(dataPath).Any(IsWord(WordsOfData)) && !dataPath.Except(logPath).Any(IsWord(WordsOfData))
            ? StorageTexts.PlacesSwapped
            : null;
    }

    /// <summary>
    /// Whether two URIs mean the same location. Their keys are not compared. Scheme and path must be the same. A parameter in both URIs
    /// must have the same value; a parameter in only one of them is ignored.
    /// </summary>
    public static bool IsSame(string left, string right)
    {
        (string leftPlace, Dictionary<string, string> leftQuery) = Split(left);
        (string rightPlace, Dictionary<string, string> rightQuery) = Split(right);
        return leftPlace == rightPlace
            && leftQuery.All(p => !rightQuery.TryGetValue(p.Key, out string? other) || other == p.Value);
    }

    private static (string Place, Dictionary<string, string> Query) Split(string uri)
    {
        int mark = uri.IndexOf('?');
        string place = (mark < 0 ? uri : uri.Substring(0, mark)).TrimEnd('/');
        int scheme = place.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0)
        {
            place = place.Substring(0, scheme).ToLowerInvariant() + place.Substring(scheme);
        }

        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in mark < 0 ? [] : uri.Substring(mark + 1).Split('&'))
        {
            int equals = pair.IndexOf('=');
            string name = equals < 0 ? pair : pair.Substring(0, equals);
            string value = equals < 0 ? "" : pair.Substring(equals + 1);

            // Secret parameters are ignored: an agent leaves them out of a URI, or a client masks them (PROTOCOL 4.6).
            if (name.Length > 0 && value != Redactor.Mask && !SecretMembers.Contains(name))
            {
                query[name] = value;
            }
        }

        return (place, query);
    }

    private static Func<string, bool> IsWord(string[] words) => part => words.Contains(part, StringComparer.OrdinalIgnoreCase);

    private static bool IsParent(string[] parent, string[] child) => parent.Length < child.Length && parent.SequenceEqual(child.Take(parent.Length));

    /// <summary>Scheme, bucket and folders. The host is not compared: the same bucket on two hosts is treated as one location.</summary>
    private static string[] Path(StorageUri uri)
    {
        StorageQuery query = StorageQuery.Of(uri.Reveal());
        return [query.Scheme.ToLowerInvariant(), .. query.Place.Split(['/'], StringSplitOptions.RemoveEmptyEntries)];
    }
}
