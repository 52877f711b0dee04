using System;
using System.Linq;

namespace Obshell.Client.Storage;

/// <summary>The place of the data and that of the logs, beside each other.</summary>
internal static class StoragePlaces
{
    private static readonly string[] WordsOfLogs = ["clog", "log", "logs", "archive", "archivelog"];
    private static readonly string[] WordsOfData = ["data", "backup"];

    /// <summary>What is odd about the two: a sentence, or null. OceanBase looks for a data backup in one and for archived logs in the other.</summary>
    public static string? Judge(StorageUri data, StorageUri logs)
    {
        string[] dataPath = Path(data);
        string[] logPath = Path(logs);
        if (dataPath.SequenceEqual(logPath))
        {
            return "The data and the logs are at the same place. Backups and archived logs have a folder each.";
        }

        if (IsParent(dataPath, logPath))
        {
            return "The place of the logs is below that of the data.";
        }

        if (IsParent(logPath, dataPath))
        {
            return "The place of the data is below that of the logs.";
        }

        // Only what differs tells: /data/backup/clog lies in a folder of that name.
        return dataPath.Except(logPath).Any(IsWord(WordsOfLogs)) && logPath.Except(dataPath).Any(IsWord(WordsOfData)) && !dataPath.Except(logPath).Any(IsWord(WordsOfData))
            ? "The place of the data and that of the logs look swapped."
            : null;
    }

    private static Func<string, bool> IsWord(string[] words) => part => words.Contains(part, StringComparer.OrdinalIgnoreCase);

    private static bool IsParent(string[] parent, string[] child) => parent.Length < child.Length && parent.SequenceEqual(child.Take(parent.Length));

    /// <summary>Scheme, bucket and folders; two hosts with the same bucket count as one.</summary>
    private static string[] Path(StorageUri uri)
    {
        StorageQuery query = StorageQuery.Of(uri.Reveal());
        return [query.Scheme.ToLowerInvariant(), .. query.Place.Split(['/'], StringSplitOptions.RemoveEmptyEntries)];
    }
}
