using Obshell.Client.Display;

namespace Obshell.Client.Changes;

/// <summary>The object of a change, and the command that shows the result.</summary>
internal sealed class ChangeSubject
{
    private ChangeSubject(string findOut) => FindOut = findOut;

    /// <summary>Sentences with the command that shows the result.</summary>
    public string FindOut { get; }

    public string DagId { get; private init; } = "";

    public string TenantName { get; private init; } = "";

    /// <summary>For a raw request: the client does not know what the request changes.</summary>
    public static ChangeSubject Anything => new(ChangeTexts.FindOutAnything);

    public static ChangeSubject Start(string tenant) => new(ChangeTexts.FormatFindOutStart(CommandArgument.Of(tenant))) { TenantName = tenant };

    public static ChangeSubject Dag(string id, string tenant) => new(ChangeTexts.FormatFindOutDag(CommandArgument.Of(id))) { DagId = id, TenantName = tenant };

    public static ChangeSubject Tenant(string name) => new(ChangeTexts.FormatFindOutTenant(CommandArgument.Of(name))) { TenantName = name };

    public static ChangeSubject Backup(string tenant) => new(ChangeTexts.FormatFindOutBackup(CommandArgument.Of(tenant))) { TenantName = tenant };

    public static ChangeSubject UnitConfig(string name) => new(ChangeTexts.FormatFindOutUnitConfig(CommandArgument.Of(name)));

    /// <summary>There is no cmdlet that lists pools, so the text contains Invoke-ObApi.</summary>
    public static ChangeSubject ResourcePool() => new(ChangeTexts.FindOutPool);
}
