namespace Obshell.Client.Tenants;

/// <summary>
/// Which names of existing tenants may be sent. Looser than for a restore: an agent itself makes tenants called
/// <c>prod-1</c> (PROTOCOL 6.3). A drop is stricter than a read, since the agent pastes the name unquoted into
/// <c>DROP TENANT name FORCE</c> (4.5).
/// </summary>
public static class TenantNames
{
    private const int Longest = 128;

    /// <summary>Fit for a path: it must stay one segment, and visible.</summary>
    /// <exception cref="ObshellInputException">It is not.</exception>
    internal static string CheckForPath(string name, string parameter)
    {
        if (name.Length is 0 or > Longest)
        {
            throw Fault("InvalidTenantName", parameter, name.Length == 0 ? "The name of a tenant is empty." : $"The name has {name.Length} characters; at most {Longest} are allowed.");
        }

        int bad = IndexOf(name, c => c is '/' or '\\' or '?' || char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c));
        if (bad >= 0)
        {
            throw Fault("InvalidTenantName", parameter, $"'{TextFault.Show(name[bad])}' at position {bad + 1} of '{TextFault.Quote(name)}' cannot be in the name of a tenant.");
        }

        if (name is "." or "..")
        {
            throw Fault("InvalidTenantName", parameter, $"'{name}' would lead to another address of the agent.");
        }

        return name;
    }

    /// <summary>Fit for <c>DROP TENANT</c> without quotes: it means this tenant or nothing, never another one.</summary>
    /// <exception cref="ObshellInputException">It is not.</exception>
    public static string CheckForDrop(string name, string parameter)
    {
        CheckForPath(name, parameter);
        if (name.Equals("sys", StringComparison.OrdinalIgnoreCase))
        {
            throw Fault("ReservedTenantName", parameter, "'sys' is the cluster itself. It is never removed.");
        }

        if (name.StartsWith("META$", StringComparison.OrdinalIgnoreCase) || name.ToUpperInvariant() is "ALL" or "ALL_USER" or "ALL_META")
        {
            throw Fault("ReservedTenantName", parameter, $"'{TextFault.Quote(name)}' belongs to OceanBase itself. It is never removed.");
        }

        // Trap 5: "DROP TENANT prod#x FORCE" drops prod. "DROP TENANT prod-- FORCE" does too.
        int hash = name.IndexOf('#');
        int dashes = name.IndexOf("--", StringComparison.Ordinal);
        int comment = hash < 0 ? dashes : dashes < 0 ? hash : Math.Min(hash, dashes);
        if (comment >= 0)
        {
            string rest = comment > 0 ? $"it would drop the tenant '{TextFault.Quote(name.Substring(0, comment))}' instead" : "the statement would lose its end";
            throw Fault(
                "TenantNameNotDroppable", parameter,
                $"'{(comment == hash ? "#" : "--")}' at position {comment + 1} of '{TextFault.Quote(name)}' begins a comment in the SQL that the agent builds: {rest}. "
                + "Drop this tenant with a SQL client, its name in backquotes.");
        }

        int bad = IndexOf(name, c => !(c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-' or '~' or '+' or '$'));
        if (bad >= 0)
        {
            throw Fault(
                "TenantNameNotDroppable", parameter,
                $"'{TextFault.Show(name[bad])}' at position {bad + 1} of '{TextFault.Quote(name)}' is not safe: the agent puts the name unquoted into SQL. "
                + "Drop this tenant with a SQL client, its name in backquotes.");
        }

        return name;
    }

    private static int IndexOf(string name, Func<char, bool> isBad)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (isBad(name[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static ObshellInputException Fault(string id, string parameter, string message) => new(new InputFault(id, parameter, message));
}
