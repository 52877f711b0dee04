using Obshell.Client.Display;

namespace Obshell.Client.Changes;

/// <summary>What a change concerns, and with which command a user finds out what became of it.</summary>
internal sealed class ChangeSubject
{
    private const string Wait = "Do not send it again before you know.";

    private ChangeSubject(string findOut) => FindOut = findOut;

    /// <summary>A sentence without its full stop.</summary>
    public string FindOut { get; }

    public string DagId { get; private init; } = "";

    public string TenantName { get; private init; } = "";

    /// <summary>Whatever a free request changes.</summary>
    public static ChangeSubject Anything { get; } = new("Look before you repeat it: Get-ObDag -Unfinished and Get-ObTenant show what became of it");

    public static ChangeSubject Start(string tenant) =>
        new($"Do not start it again before you know. Get-ObDag -TenantName {CommandArgument.Of(tenant)} -Last shows whether its DAG exists by now") { TenantName = tenant };

    public static ChangeSubject Dag(string id, string tenant) =>
        new($"{Wait} Get-ObDag {CommandArgument.Of(id)} shows the DAG as it is now") { DagId = id, TenantName = tenant };

    public static ChangeSubject Tenant(string name) => new(
        $"{Wait} Get-ObTenant {CommandArgument.Of(name)}, Get-ObTenantRestore {CommandArgument.Of(name)} and Get-ObDag -TenantName {CommandArgument.Of(name)} -Last show how it stands now")
    { TenantName = name };

    public static ChangeSubject Backup(string tenant) => new(
        $"{Wait} Get-ObTenantBackup {CommandArgument.Of(tenant)} and Get-ObDag -TenantName {CommandArgument.Of(tenant)} -Last show how it stands now")
    { TenantName = tenant };

    public static ChangeSubject UnitConfig(string name) => new($"{Wait} Get-ObUnitConfig {CommandArgument.Of(name)} shows whether it exists now");

    /// <summary>No cmdlet lists pools.</summary>
    public static ChangeSubject ResourcePool() => new($"{Wait} Invoke-ObApi /api/v1/resource-pools shows whether it exists now");
}
