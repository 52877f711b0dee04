using System.Security;
using Obshell.Client;

namespace Obshell.Recovery.Drills.Query;

/// <summary>
/// A query that a drill puts to every tenant it restores, and what its answer must be. The first column of the first row is
/// looked at. Without <see cref="Expected"/> and <see cref="MaxAge"/> it must only not be null.
/// </summary>
public sealed class TenantQuery
{
    /// <summary>Longer ones do not fit into every server's packet.</summary>
    private const int LongestText = 1024 * 1024;

    /// <summary>A day: whoever needs longer has asked for something else than a scalar.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    /// <summary>One statement that reads.</summary>
    public string Text { get; init => field = value ?? ""; } = "";

    /// <summary>The value that must come: numbers are compared as numbers, all else as text. Null where none is demanded.</summary>
    public object? Expected { get; init; }

    /// <summary>
    /// The value must be a time, and not longer ago than this, counted from now: it is asked how old the data are that a
    /// restore would give back. Null where no time is demanded.
    /// </summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Who asks, without the tenant: each drill has another one. Empty for <c>root</c>.</summary>
    public string UserName { get; init => field = value ?? ""; } = "";

    /// <summary>Password; null for none. That of the source tenant: users are restored with it.</summary>
    public SecureString? Password { get; init; }

    /// <summary>At most for the login, and again for the query.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Protection of the connection; null for <see cref="SqlTls.Verified"/> with a password, and <see cref="SqlTls.Preferred"/> without one.</summary>
    public SqlTls? Tls { get; init; }

    /// <summary>What is in force.</summary>
    internal SqlTls Protection => Tls ?? (Password is { Length: > 0 } ? SqlTls.Verified : SqlTls.Preferred);

    /// <summary>What is wrong with it, as far as can be told before anything is restored.</summary>
    /// <exception cref="ObshellInputException">Every fault of it.</exception>
    internal void Check()
    {
        var faults = new List<InputFault>();
        if (string.IsNullOrWhiteSpace(Text) || Text.Length > LongestText)
        {
            faults.Add(new InputFault("InvalidQuery", "Query", Text.Length > LongestText ? "The query has more than a million characters." : "The query is empty."));
        }
        else if (QueryText.FaultOf(Text) is { } fault)
        {
            faults.Add(new InputFault("InvalidQuery", "Query", fault));
        }

        if (Expected is not null && MaxAge is not null)
        {
            faults.Add(new InputFault("InvalidQuery", "MaxAge", "A value is expected and a greatest age is given: the answer can be one of both only."));
        }

        if (MaxAge is { } age && age <= TimeSpan.Zero)
        {
            faults.Add(new InputFault("InvalidMaxAge", "MaxAge", "The greatest age must be more than nothing."));
        }

        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > LongestTimeout)
        {
            faults.Add(new InputFault("InvalidQueryTimeout", "QueryTimeout", "The time-out of a query is between a second and a day."));
        }

        // root@prod would log in to prod, and the drill would pass whatever was restored.
        int bad = UserName.IndexOfAny(['@', '#', ':']);
        if (bad >= 0)
        {
            faults.Add(new InputFault(
                "InvalidTenantUser", "TenantCredential",
                $"'{UserName[bad]}' at position {bad + 1} of the user name: name the user alone, without tenant or cluster. The drill adds the tenant that it restores."));
        }

        if (faults.Count > 0)
        {
            throw new ObshellInputException(faults);
        }
    }
}
