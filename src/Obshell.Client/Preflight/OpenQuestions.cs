using System;
using System.Collections.Generic;

namespace Obshell.Client.Preflight;

/// <summary>
/// The parameters of which it is not certain what the user means: unreadable, contradictory, or perhaps meant by a key
/// that nobody knows. A check that hangs on such a one never passes, whatever the value that happened to be understood.
/// </summary>
internal sealed class OpenQuestions
{
    /// <summary>Timestamp and Scn are one question.</summary>
    public const string Point = "the point";

    private readonly HashSet<string> open = new(StringComparer.Ordinal);

    public OpenQuestions(TenantRestoreRequest request, IEnumerable<InputFault> faults)
    {
        foreach (InputFault fault in faults)
        {
            if (fault.Parameter is "Timestamp" or "Scn")
            {
                open.Add(Point);
            }

            // A bad name or zone leaves no doubt about what is meant: it is looked for, and not found or found.
            if (fault.ErrorId == "ConflictingValue" || fault.Parameter is "PrimaryZone" or "DataBackupUri" or "ArchiveLogUri")
            {
                open.Add(fault.Parameter);
            }

            if (fault.IsUnknownRequestKey)
            {
                AddWhere(!request.HasPoint, Point);
                AddWhere(string.IsNullOrWhiteSpace(request.PrimaryZone), "PrimaryZone");
                AddWhere(request.ArchiveLogUri is null, "ArchiveLogUri");
            }
        }
    }

    public bool Has(string question) => open.Contains(question);

    private void AddWhere(bool notGiven, string question)
    {
        if (notGiven)
        {
            open.Add(question);
        }
    }
}
