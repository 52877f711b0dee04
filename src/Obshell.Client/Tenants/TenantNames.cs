namespace Obshell.Client.Tenants;

/// <summary>
/// Checks the names of existing tenants before they are sent. More names are allowed here than for a new tenant of a restore, because an
/// agent can create tenants such as <c>prod-1</c> (PROTOCOL 6.3). For a drop, fewer names are allowed than for a read, because the agent
/// writes the name without quotes into <c>DROP TENANT name FORCE</c> (PROTOCOL 4.5).
/// </summary>
public static class TenantNames
{
    private const int MaxLength = 128;

    /// <summary>Checks whether a name can be one segment of a path, and whether all its characters are visible.</summary>
    /// <exception cref="ObshellInputException">The name is not valid in a path.</exception>
    internal static string CheckForPath(string name, string parameter)
    {
        if (name.Length is 0 or > MaxLength)
        {
            throw Fault("InvalidTenantName", parameter, name.Length == 0 ? TenantTexts.NameEmpty : InputTexts.FormatNameTooLong(name.Length, MaxLength));
        }

        int bad = IndexOf(name, c => c is '/' or '\\' or '?' || char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c));
        if (bad >= 0)
        {
            throw Fault("InvalidTenantName", parameter, TenantTexts.FormatNameCharacter(TextFault.Show(name[bad]), bad + 1, TextFault.Quote(name)));
        }

        if (name is "." or "..")
        {
            throw Fault("InvalidTenantName", parameter, TenantTexts.FormatNameOfDots(name));
        }

        return name;
    }

    /// <summary>Checks a name for <c>DROP TENANT</c> without quotes: the statement must never drop another tenant.</summary>
    /// <exception cref="ObshellInputException">The name is not safe.</exception>
    public static string CheckForDrop(string name, string parameter)
    {
        CheckForPath(name, parameter);
        if (name.Equals("sys", StringComparison.OrdinalIgnoreCase))
        {
            throw Fault("ReservedTenantName", parameter, TenantTexts.SysNotRemoved);
        }

        if (name.StartsWith("META$", StringComparison.OrdinalIgnoreCase) || name.ToUpperInvariant() is "ALL" or "ALL_USER" or "ALL_META")
        {
            throw Fault("ReservedTenantName", parameter, TenantTexts.FormatReservedNotRemoved(TextFault.Quote(name)));
        }

        // Trap 5: "DROP TENANT prod#x FORCE" drops prod. "DROP TENANT prod-- FORCE" also drops prod.
        int hash = name.IndexOf('#');
        int dashes = name.IndexOf("--", StringComparison.Ordinal);
        int comment = hash < 0 ? dashes : dashes < 0 ? hash : Math.Min(hash, dashes);
        if (comment >= 0)
        {
            string mark = comment == hash ? "#" : "--";
            throw Fault("TenantNameNotDroppable", parameter, comment > 0
                ? TenantTexts.FormatCommentDropsOther(mark, comment + 1, TextFault.Quote(name), TextFault.Quote(name.Substring(0, comment)))
                : TenantTexts.FormatCommentCutsStatement(mark, comment + 1, TextFault.Quote(name)));
        }

        int bad = IndexOf(name, c => !(c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-' or '~' or '+' or '$'));
        if (bad >= 0)
        {
            throw Fault(
                "TenantNameNotDroppable", parameter, TenantTexts.FormatNameNotDroppable(TextFault.Show(name[bad]), bad + 1, TextFault.Quote(name)));
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
