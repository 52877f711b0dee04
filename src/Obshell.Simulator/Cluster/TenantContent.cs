namespace Obshell.Simulator;

/// <summary>
/// The content of a tenant that its SQL endpoint (<see cref="SimulatorOptions.SqlPort"/>) shows. A backup has the same
/// content, and so does each tenant that is restored from it: passwords and data are those of the source.
/// </summary>
public sealed record TenantContent
{
    /// <summary>MYSQL or ORACLE.</summary>
    public string Mode { get; init; } = "MYSQL";

    /// <summary>Password of root; empty means none.</summary>
    public string RootPassword { get; init; } = "";

    /// <summary>Further users with their passwords. root is always there.</summary>
    public IReadOnlyDictionary<string, string> Users { get; init; } = new Dictionary<string, string>();

    /// <summary>Databases, without those of OceanBase itself.</summary>
    public IReadOnlyList<string> Databases { get; init; } = ["test"];

    /// <summary>The answers to statements, also to one like <c>SET time_zone = ...</c>; the first that matches counts. For any other query the table does not exist.</summary>
    public IReadOnlyList<SqlAnswer> Answers { get; init; } = [];
}
