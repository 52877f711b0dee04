using System.Globalization;
using System.Text.RegularExpressions;

namespace Obshell.Simulator;

/// <summary>
/// One session of a tenant, with its variables, its transaction and its answers. It supports the statements that clients send when they
/// open a session, the statements in <see cref="TenantContent.Answers"/>, and read-only transactions.
/// </summary>
internal sealed partial class TenantSession
{
    private static readonly HashSet<string> _settable = new(StringComparer.OrdinalIgnoreCase)
    {
        "autocommit", "sql_mode", "sql_select_limit", "ob_query_timeout", "ob_trx_timeout", "ob_read_consistency", "wait_timeout",
        "net_read_timeout", "net_write_timeout", "character_set_results", "max_execution_time", "interactive_timeout",
    };

    private readonly SimulatedCluster _cluster;
    private readonly string _tenant;
    private readonly Dictionary<string, string> _variables = new(StringComparer.OrdinalIgnoreCase);
    private string _database;
    private bool _sessionReadsOnly;
    private bool? _transactionReadsOnly;

    public TenantSession(SimulatedCluster cluster, uint id, string tenant, string database)
    {
        _cluster = cluster;
        Id = id;
        _tenant = tenant;
        _database = database;
        var own = cluster.FindTenant(tenant)?.TimeZone ?? "";
        TimeZone = OffsetOf(own) ?? TimeSpan.FromHours(8);
    }

    public uint Id { get; }

    /// <summary>
    /// The time zone for TIMESTAMP values. It is the tenant's time zone until the session sets another time zone. OceanBase's default is
    /// +08:00.
    /// </summary>
    public TimeSpan TimeZone { get; private set; }

    public bool InTransaction => _transactionReadsOnly is not null;

    private TenantContent Content => _cluster.FindTenant(_tenant)?.Content ?? new TenantContent();

    /// <summary>Splits the text of one packet into statements, at semicolons outside quotes.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var statements = new List<string>();
        var start = 0;
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                if (c == '\\' && quote != '`')
                    i++;
                else if (c == quote)
                    quote = '\0';
            }
            else if (c is '\'' or '"' or '`')
                quote = c;
            else if (c == ';')
            {
                statements.Add(text[start..i]);
                start = i + 1;
            }
        }
        statements.Add(text[start..]);
        return [.. statements.Where(s => s.Trim().Length > 0)];
    }

    /// <exception cref="SqlErrorException">The statement is refused.</exception>
    public SqlAnswer Run(string statement)
    {
        var text = Normal(statement);
        if (text.Length == 0)
            throw Refused(1065, "42000", "Query was empty");
        var canned = Content.Answers.FirstOrDefault(a => Normal(a.Query).Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? Content.Answers.FirstOrDefault(a => a.Query == "*" && text.StartsWith("SELECT ", StringComparison.OrdinalIgnoreCase));
        if (canned is not null)
            return Limited(canned);
        if (Setting().Match(text) is { Success: true } set)
            return Set(set.Groups["name"].Value, set.Groups["value"].Value.Trim());
        if (Access().Match(text) is { Success: true } access)
        {
            _sessionReadsOnly = access.Groups["mode"].Value.Equals("ONLY", StringComparison.OrdinalIgnoreCase);
            return Done(text);
        }
        if (Begin().Match(text) is { Success: true } begin)
        {
            _transactionReadsOnly = begin.Groups["mode"].Value.ToUpperInvariant() switch
            {
                "ONLY" => true,
                "WRITE" => false,
                _ => _sessionReadsOnly,
            };
            return Done(text);
        }
        if (text.Equals("COMMIT", StringComparison.OrdinalIgnoreCase) || text.Equals("ROLLBACK", StringComparison.OrdinalIgnoreCase))
        {
            _transactionReadsOnly = null;
            return Done(text);
        }
        if (text.StartsWith("SET NAMES ", StringComparison.OrdinalIgnoreCase))
            return Done(text);
        if (Kill().Match(text) is { Success: true } kill)
        {
            if (!uint.TryParse(kill.Groups["id"].Value, CultureInfo.InvariantCulture, out var id) || !_cluster.Sessions.Kill(id, wholeSession: !kill.Groups["query"].Success))
                throw Refused(1094, "HY000", $"Unknown thread id: {kill.Groups["id"].Value}");
            return Done(text);
        }
        if (text.StartsWith("USE ", StringComparison.OrdinalIgnoreCase))
        {
            Use(text[4..].Trim('`', ' '));
            return Done(text);
        }
        if (Write().IsMatch(text))
        {
            // DDL ends the transaction and begins a new one, with the access mode of the session.
            var isDdl = Ddl().IsMatch(text);
            if (isDdl ? _sessionReadsOnly || _transactionReadsOnly == true : _transactionReadsOnly ?? _sessionReadsOnly)
                throw Refused(1792, "25006", "Cannot execute statement in a READ ONLY transaction");
            return Done(text);
        }
        return BuiltIn(text) ?? throw NoSuchThing(text);
    }

    public void Use(string database)
    {
        if (!Databases().Contains(database, StringComparer.OrdinalIgnoreCase))
            throw Refused(1049, "42000", $"Unknown database '{database}'");
        _database = database;
    }

    private IEnumerable<string> Databases() => ["information_schema", "mysql", "oceanbase", .. Content.Databases];

    private SqlAnswer Set(string name, string value)
    {
        if (name.Equals("time_zone", StringComparison.OrdinalIgnoreCase))
        {
            TimeZone = OffsetOf(value.Trim('\'', '"'))
                ?? throw Refused(1298, "HY000", $"Unknown or incorrect time zone: '{value.Trim('\'', '"')}'");
            return Done(name);
        }
        if (!_settable.Contains(name))
            throw Refused(1193, "HY000", $"Unknown system variable '{name}'");
        _variables[name] = value;
        return Done(name);
    }

    private static TimeSpan? OffsetOf(string text) =>
        Offset().Match(text) is { Success: true } offset
            ? (offset.Groups["sign"].Value == "-" ? -1 : 1) * new TimeSpan(
                int.Parse(offset.Groups["hours"].Value, CultureInfo.InvariantCulture), int.Parse(offset.Groups["minutes"].Value, CultureInfo.InvariantCulture), 0)
            : text.Equals("SYSTEM", StringComparison.OrdinalIgnoreCase) ? TimeSpan.Zero : null;

    private SqlAnswer? BuiltIn(string text)
    {
        var now = _cluster.Clock.UtcNow;
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        return text.ToUpperInvariant() switch
        {
            "SELECT VERSION()" => SqlAnswer.Of(text, "5.7.25-OceanBase-v" + _cluster.Options.ObVersion),
            "SELECT @@VERSION_COMMENT LIMIT 1" => SqlAnswer.Of(text, "OceanBase " + _cluster.Options.ObVersion),
            "SELECT CONNECTION_ID()" => SqlAnswer.Of(text, (long)Id),
            "SELECT DATABASE()" => SqlAnswer.Of(text, _database.Length > 0 ? _database : null),
            "SELECT NOW()" => SqlAnswer.Of(text, (now + TimeZone).DateTime),
            "SELECT UTC_TIMESTAMP()" => SqlAnswer.Of(text, now.UtcDateTime),
            "SELECT @@TIME_ZONE" or "SELECT @@SESSION.TIME_ZONE" => SqlAnswer.Of(text, (TimeZone < TimeSpan.Zero ? "-" : "+") + TimeZone.ToString("hh\\:mm", CultureInfo.InvariantCulture)),
            "SHOW DATABASES" => new SqlAnswer { Query = text, Columns = ["Database"], Rows = [.. Databases().Order(StringComparer.Ordinal).Select(d => (IReadOnlyList<object?>)[d])] },
            _ => Literal().Match(text) is { Success: true } literal ? SqlAnswer.Of(text, long.Parse(literal.Groups["number"].Value, CultureInfo.InvariantCulture)) : null,
        };
    }

    private SqlErrorException NoSuchThing(string text)
    {
        if (From().Match(text) is not { Success: true } from)
        {
            return Refused(1064, "42000", "You have an error in your SQL syntax; check the manual that corresponds to your OceanBase version for the right syntax to use near '"
                + text[..Math.Min(text.Length, 80)] + "' at line 1");
        }
        var parts = from.Groups["table"].Value.Replace("`", "", StringComparison.Ordinal).Split('.');
        if (parts.Length == 1 && _database.Length == 0)
            return Refused(1046, "3D000", "No database selected");
        var database = parts.Length > 1 ? parts[0] : _database;
        return Databases().Contains(database, StringComparer.OrdinalIgnoreCase)
            ? Refused(1146, "42S02", $"Table '{database}.{parts[^1]}' doesn't exist")
            : Refused(1049, "42000", $"Unknown database '{database}'");
    }

    /// <summary>Limits the rows to sql_select_limit of the session.</summary>
    private SqlAnswer Limited(SqlAnswer answer) =>
        _variables.TryGetValue("sql_select_limit", out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var most) && answer.Error is null && answer.Rows.Count > most
        && !answer.Query.Contains(" LIMIT ", StringComparison.OrdinalIgnoreCase)
            ? answer with { Rows = [.. answer.Rows.Take(most)] }
            : answer;

    /// <summary>An answer without columns, which is sent as an OK packet.</summary>
    private static SqlAnswer Done(string text) => new() { Query = text, Columns = [] };

    private static SqlErrorException Refused(int number, string state, string message) => new(new SqlError(number, state, message));

    private static string Normal(string text) => Blanks().Replace(text, " ").Trim().TrimEnd(';').TrimEnd();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^SET (SESSION |@@SESSION\.|@@)?(?<name>[a-z_]+) ?:?= ?(?<value>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Setting();

    [GeneratedRegex("^SET SESSION TRANSACTION READ (?<mode>ONLY|WRITE)$", RegexOptions.IgnoreCase)]
    private static partial Regex Access();

    [GeneratedRegex("^(BEGIN|START TRANSACTION)( WITH CONSISTENT SNAPSHOT,?)?( READ (?<mode>ONLY|WRITE))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Begin();

    [GeneratedRegex("^KILL (?<query>QUERY )?(CONNECTION )?(?<id>[0-9]{1,10})$", RegexOptions.IgnoreCase)]
    private static partial Regex Kill();

    [GeneratedRegex("^(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|TRUNCATE|RENAME|GRANT|REVOKE) ", RegexOptions.IgnoreCase)]
    private static partial Regex Write();

    [GeneratedRegex("^(CREATE|DROP|ALTER|TRUNCATE|RENAME|GRANT|REVOKE) ", RegexOptions.IgnoreCase)]
    private static partial Regex Ddl();

    [GeneratedRegex("^(?<sign>[+-])(?<hours>[0-9]{1,2}):(?<minutes>[0-9]{2})$")]
    private static partial Regex Offset();

    [GeneratedRegex("^SELECT (?<number>-?[0-9]{1,18})$", RegexOptions.IgnoreCase)]
    private static partial Regex Literal();

    [GeneratedRegex(@" FROM (?<table>[`\w.$]+)", RegexOptions.IgnoreCase)]
    private static partial Regex From();
}
