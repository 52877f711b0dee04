namespace Obshell.Simulator;

/// <summary>
/// The content of a tenant that its SQL port (<see cref="SimulatorOptions.SqlPort"/>) shows. A backup of the tenant and each tenant
/// restored from it have the same content, with the same passwords and data.
/// </summary>
public sealed record TenantContent
{
    /// <summary>MYSQL or ORACLE.</summary>
    public string Mode { get; init; } = "MYSQL";

    /// <summary>The password of root; empty for no password.</summary>
    public string RootPassword { get; init; } = "";

    /// <summary>Additional users with their passwords. root always exists.</summary>
    public IReadOnlyDictionary<string, string> Users { get; init; } = new Dictionary<string, string>();

    /// <summary>The databases, without OceanBase's own databases.</summary>
    public IReadOnlyList<string> Databases { get; init; } = ["test"];

    /// <summary>
    /// The answers to statements, including statements such as <c>SET time_zone = ...</c>. The first answer that matches is used. Any other
    /// query gets the error that the table does not exist.
    /// </summary>
    public IReadOnlyList<SqlAnswer> Answers { get; init; } = [];
}
