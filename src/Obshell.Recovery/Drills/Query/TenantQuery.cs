using System.Security;
using Obshell.Client;

namespace Obshell.Recovery.Drills.Query;

/// <summary>
/// A query that a drill sends to each tenant that it restores, and the expected answer. Only the first column of the first row is read.
/// Without <see cref="Expected"/> and <see cref="MaxAge"/>, every value except NULL is accepted.
/// </summary>
public sealed class TenantQuery
{
    /// <summary>The maximum length of a query. Some servers do not accept longer packets.</summary>
    private const int MaxText = 1024 * 1024;

    /// <summary>The maximum for <see cref="Timeout"/>.</summary>
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(1);

    /// <summary>The query: one statement that only reads.</summary>
    public string Text { get; init => field = value ?? ""; } = "";

    /// <summary>The expected value. Numbers are compared as numbers, other values as text. Null when no value is expected.</summary>
    public object? Expected { get; init; }

    /// <summary>
    /// The maximum age of the value. If it is set, the value must be a time, and shows how old the restored data are. Null when no time is
    /// expected.
    /// </summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>The user name without <c>@tenant</c>, because each drill has another tenant. Empty for <c>root</c>.</summary>
    public string UserName { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// The user's password in the source tenant. The restored tenant has the same users and passwords. Null for no password.
    /// </summary>
    public SecureString? Password { get; init; }

    /// <summary>The maximum time for the login, and the maximum time for the query.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The protection of the connection. Null means <see cref="SqlTls.Verified"/> with a password, and <see cref="SqlTls.Preferred"/>
    /// without one.
    /// </summary>
    public SqlTls? Tls { get; init; }

    /// <summary>The protection that is used: <see cref="Tls"/>, or its default.</summary>
    internal SqlTls Protection => Tls ?? (Password is { Length: > 0 } ? SqlTls.Verified : SqlTls.Preferred);

    /// <summary>Checks the query for all faults that can be found before anything is restored.</summary>
    /// <exception cref="ObshellInputException">The query has faults; the message lists every fault.</exception>
    internal void Check()
    {
        var faults = new List<InputFault>();
        if (string.IsNullOrWhiteSpace(Text) || Text.Length > MaxText)
        {
            faults.Add(new InputFault("InvalidQuery", "Query", Text.Length > MaxText ? DrillQueryTexts.QueryTooLong : DrillQueryTexts.QueryEmpty));
        }
        else if (QueryText.FaultOf(Text) is { } fault)
        {
            faults.Add(new InputFault("InvalidQuery", "Query", fault));
        }

        if (Expected is not null && MaxAge is not null)
        {
            faults.Add(new InputFault("InvalidQuery", "MaxAge", DrillQueryTexts.ExpectedAndAge));
        }

        if (MaxAge is { } age && age <= TimeSpan.Zero)
        {
            faults.Add(new InputFault("InvalidMaxAge", "MaxAge", DrillQueryTexts.AgeNotPositive));
        }

        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > MaxTimeout)
        {
            faults.Add(new InputFault("InvalidQueryTimeout", "QueryTimeout", DrillQueryTexts.TimeoutRange));
        }

        // With root@prod the drill would log in to the tenant prod, and check prod instead of the restored tenant.
        int bad = UserName.IndexOfAny(['@', '#', ':']);
        if (bad >= 0)
        {
            faults.Add(new InputFault(
                "InvalidTenantUser", "TenantCredential",
                DrillQueryTexts.FormatUserWithTenant(UserName[bad].ToString(), bad + 1)));
        }

        if (faults.Count > 0)
        {
            throw new ObshellInputException(faults);
        }
    }
}
