using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Obshell.Client.Redaction;
using Obshell.Client.Wire;

namespace Obshell.Client.Restore;

/// <summary>Is a restore that is there the one that is asked for? As far as the agent tells of it.</summary>
internal sealed class RestoreComparison
{
    private readonly List<string> differences = [];
    private readonly List<string> notCompared = [];

    private readonly Redactor redactor;

    private RestoreComparison(Redactor redactor) => this.redactor = redactor;

    /// <summary>What differs for certain, a sentence each.</summary>
    public IReadOnlyList<string> Differences => differences;

    /// <summary>What the agent does not tell, in words for a list.</summary>
    public IReadOnlyList<string> NotCompared => notCompared;

    /// <param name="request">What is asked for.</param>
    /// <param name="job">The restore's job from the list of jobs; null while there is none.</param>
    /// <param name="redactor">What the job's texts went through: what it took out there is taken out of the request's too.</param>
    public static RestoreComparison Of(TenantRestoreRequest request, RestoreOverview? job, Redactor redactor)
    {
        var comparison = new RestoreComparison(redactor);
        comparison.Compare("data backup", request.DataBackupUri, job?.BackupDataUri);

        // Without an archive the agent gives the data URI twice (PROTOCOL 4.6).
        comparison.Compare("log archive", request.ArchiveLogUri ?? request.DataBackupUri, job?.BackupLogUri);
        comparison.Compare(request.Until, job?.RestoreScn ?? 0);
        return comparison;
    }

    private void Compare(string what, StorageUri? asked, string? there)
    {
        if (asked is null || string.IsNullOrEmpty(there))
        {
            notCompared.Add(what);
        }
        else if (!StoragePlace.IsSame(redactor.Clean(asked.Reveal()), there!))
        {
            differences.Add($"Its {what} is {there}, asked for is {asked}.");
        }
    }

    private void Compare(RestorePoint? asked, long there)
    {
        if (asked is null || there <= 0)
        {
            // "The newest point" is no fixed point: what it was then, nobody can tell now.
            notCompared.Add("point in time");
        }
        else if (asked.Scn != there)
        {
            differences.Add(string.Format(
                CultureInfo.InvariantCulture, "It restores up to {0} (SCN {1}), asked for is {2} (SCN {3}).", RestorePoint.FromScn(there).Utc, there, asked.Utc, asked.Scn));
        }
    }

    /// <summary>Two storage URIs without their keys.</summary>
    private static class StoragePlace
    {
        /// <summary>Same scheme and path, and no parameter that both name differently; one that only one names says nothing.</summary>
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

                // What an agent leaves out of a URI, or a client masks (PROTOCOL 4.6).
                if (name.Length > 0 && value != Redactor.Mask && !SecretMembers.Contains(name))
                {
                    query[name] = value;
                }
            }

            return (place, query);
        }
    }
}
