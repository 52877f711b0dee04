namespace Obshell.Simulator;

/// <summary>
/// What is inside a tenant, as far as its SQL endpoint (<see cref="SimulatorOptions.SqlPort"/>) shows it. A backup has it,
/// and with it each tenant that is restored from the backup: passwords and data are those of the source.
/// </summary>
public sealed record TenantContent
{
    /// <summary>MYSQL or ORACLE.</summary>
    public string Mode { get; init; } = "MYSQL";

    /// <summary>Password of root; empty means none.</summary>
    public string RootPassword { get; init; } = "";

    /// <summary>Further users with their passwords. root is always there.</summary>
    public IReadOnlyDictionary<string, string> Users { get; init; } = new Dictionary<string, string>();

    /// <summary>Databases beside those of OceanBase itself.</summary>
    public IReadOnlyList<string> Databases { get; init; } = ["test"];

    /// <summary>What statements are answered; the first that fits, also one like <c>SET time_zone = ...</c>. Any other query finds no such table.</summary>
    public IReadOnlyList<SqlAnswer> Answers { get; init; } = [];
}
