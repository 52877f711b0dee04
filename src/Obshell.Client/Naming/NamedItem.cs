namespace Obshell.Client.Naming;

/// <summary>An item with a name: the rest of the answer is skipped.</summary>
internal sealed class NamedItem
{
    public string? Name { get; init; }

    public string? TenantName { get; init; }
}
