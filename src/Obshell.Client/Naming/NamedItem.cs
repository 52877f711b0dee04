namespace Obshell.Client.Naming;

/// <summary>An item. Only its name is read.</summary>
internal sealed class NamedItem
{
    public string? Name { get; init; }

    public string? TenantName { get; init; }
}
