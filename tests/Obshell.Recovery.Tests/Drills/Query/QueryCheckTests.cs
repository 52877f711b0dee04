using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client;
using Obshell.Recovery.Drills.Query;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Recovery.Tests.Drills.Query;

/// <summary>A query to a restored tenant, and the verdict for its answer or a missing answer.</summary>
[Trait("Category", TestCalendar.Category)]
[Trait("Category", "Slow")]
[Trait("Topic", "Drills")]
public sealed class QueryCheckTests
{
    [Fact]
    public async Task Any_value_passes_if_no_value_is_expected()
    {
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync("2026-11");
        DrillCheck check = await tenant.AskAsync();

        Assert.Equal((DrillCheckVerdict.Passed, "Query", "2026-11", "a value", ""), (check.Verdict, check.Name, check.Seen, check.Expected, check.ReasonId));
    }

    public static TheoryData<object?, object, bool> Values => new()
    {
        { 42L, 42, true },
        { 42L, "42", true },
        { 42L, 42.0m, true },
        { 42L, 43, false },
        { 10.50m, "10.5", true },
        { 10.50m, 10.51, false },
        { 0.25, 0.25, true },
        { "paid", "paid", true },
        { "paid", "Paid", false },
        { "007", "7", true },
        { true, true, true },
        { true, 1, true },
        { false, true, false },
        { "text"u8.ToArray(), "text", true },
        { new DateTime(2026, 11, 1, 2, 3, 4, DateTimeKind.Utc), "2026-11-01 02:03:04", true },
        { new DateTime(2026, 11, 1, 2, 3, 4, DateTimeKind.Utc), new DateTime(2026, 11, 1, 2, 3, 4, DateTimeKind.Utc), true },
        { new DateOnly(2026, 11, 1), "2026-11-01 00:00:00", true },
        { "", "", true },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Values_are_compared_as_numbers_if_both_are_numbers_and_otherwise_as_text(object? answer, object expected, bool fits)
    {
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(answer);
        DrillCheck check = await tenant.AskAsync(expected: expected);

        Assert.Equal(fits ? (DrillCheckVerdict.Passed, "") : (DrillCheckVerdict.Failed, "UnexpectedValue"), (check.Verdict, check.ReasonId));
    }

    [Fact]
    public async Task Null_and_an_empty_result_always_fail()
    {
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(SqlAnswer.Of(SqlTenant.Query, null), new SqlAnswer { Query = "SELECT a FROM shop.empty" });
        foreach ((object? expected, TimeSpan? age) in new (object?, TimeSpan?)[] { (null, null), ("x", null), (null, TimeSpan.FromDays(1)) })
        {
            DrillCheck isNull = await tenant.AskAsync(expected: expected, maxAge: age);
            DrillCheck isEmpty = await tenant.AskAsync("select  a\nfrom shop.empty;", expected, age);

            Assert.Equal((DrillCheckVerdict.Failed, "NoValue", "NULL"), (isNull.Verdict, isNull.ReasonId, isNull.Seen));
            Assert.Equal((DrillCheckVerdict.Failed, "NoValue", "no row"), (isEmpty.Verdict, isEmpty.ReasonId, isEmpty.Seen));
        }
    }

    [Theory]
    [InlineData(59, "Passed")]
    [InlineData(61, "DataTooOld")]
    [InlineData(-4, "Passed")]
    [InlineData(-6, "TimeAhead")]
    public async Task The_age_of_a_value_is_measured_from_the_current_time(int minutes, string outcome)
    {
        var time = new FixedTime(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        foreach (object value in new object[] { time.Now.AddMinutes(-minutes), time.Now.AddMinutes(-minutes).UtcDateTime, time.Now.AddMinutes(-minutes).ToString("o") })
        {
            await using SqlTenant tenant = await SqlTenant.AnsweringAsync(value);
            DrillCheck check = await tenant.AskAsync(maxAge: TimeSpan.FromHours(1), time: time);

            Assert.Equal(outcome, check.Verdict == DrillCheckVerdict.Passed ? "Passed" : check.ReasonId);
            Assert.Equal(outcome switch { "Passed" => DrillCheckVerdict.Passed, "DataTooOld" => DrillCheckVerdict.Failed, _ => DrillCheckVerdict.NotVerified }, check.Verdict);
            Assert.Equal("not older than 1 h", check.Expected);
        }
    }

    /// <summary>The tenant's time zone is +08:00. A session in this time zone would show a TIMESTAMP eight hours too late.</summary>
    [Fact]
    public async Task A_TIMESTAMP_is_read_in_UTC_for_any_time_zone_of_the_tenant()
    {
        DateTimeOffset old = TestCalendar.Now.AddHours(-3);
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(old);
        DrillCheck check = await tenant.AskAsync(maxAge: TimeSpan.FromHours(2));

        Assert.Equal("DataTooOld", check.ReasonId);
        Assert.StartsWith(old.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), check.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_DATETIME_in_the_future_is_NotVerified_and_the_result_suggests_a_corrected_query()
    {
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(TestCalendar.Now.UtcDateTime.AddHours(8));
        DrillCheck check = await tenant.AskAsync(maxAge: TimeSpan.FromHours(1));

        Assert.Equal((DrillCheckVerdict.NotVerified, "TimeAhead"), (check.Verdict, check.ReasonId));
        Assert.Contains("CONVERT_TZ", check.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_not_a_time_is_NotVerified_for_MaxAge()
    {
        foreach (object value in new object[] { 1700000000L, "yesterday", "2026-11-24 12:00:00" })
        {
            await using SqlTenant tenant = await SqlTenant.AnsweringAsync(value);
            DrillCheck check = await tenant.AskAsync(maxAge: TimeSpan.FromHours(1));
            Assert.Equal((DrillCheckVerdict.NotVerified, "NotATime"), (check.Verdict, check.ReasonId));
        }

        await using SqlTenant zero = await SqlTenant.AnsweringAsync(SqlAnswer.ZeroDate);
        DrillCheck none = await zero.AskAsync(maxAge: TimeSpan.FromHours(1));
        Assert.Equal((DrillCheckVerdict.Failed, "DataTooOld"), (none.Verdict, none.ReasonId));
        Assert.StartsWith("0000-00-00 00:00:00", none.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_is_set_to_UTC_and_read_only_before_the_query()
    {
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(1L);
        await tenant.AskAsync(timeout: TimeSpan.FromSeconds(7));

        // The library itself sends SET NAMES.
        Assert.Equal(["SET time_zone = '+00:00'", "SET ob_query_timeout = 7000000", "SET sql_select_limit = 1", "SET SESSION TRANSACTION READ ONLY", "START TRANSACTION READ ONLY", SqlTenant.Query], tenant.Sent.Where(s => !s.StartsWith("SET NAMES", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("SET SESSION TRANSACTION READ ONLY", true)]
    [InlineData("START TRANSACTION READ ONLY", true)]
    [InlineData("both", false)]
    public async Task A_server_that_refuses_a_read_only_session_does_not_get_the_query(string refused, bool isAsked)
    {
        string[] statements = refused == "both" ? ["SET SESSION TRANSACTION READ ONLY", "START TRANSACTION READ ONLY"] : [refused];
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(
            [SqlAnswer.Of(SqlTenant.Query, 1L), .. statements.Select(s => SqlAnswer.Fails(s, 1235, "0A000", "Not supported feature or function"))]);
        DrillCheck check = await tenant.AskAsync();

        Assert.Equal(isAsked, tenant.Sent.Contains(SqlTenant.Query));
        Assert.Equal(isAsked ? (DrillCheckVerdict.Passed, "") : (DrillCheckVerdict.NotVerified, "SqlSessionRefused"), (check.Verdict, check.ReasonId));
    }

    [Theory]
    [InlineData(1146, "42S02", DrillCheckVerdict.Failed, "QueryFailed")]
    [InlineData(1049, "42000", DrillCheckVerdict.Failed, "QueryFailed")]
    [InlineData(1054, "42S22", DrillCheckVerdict.Failed, "QueryFailed")]
    [InlineData(4103, "HY000", DrillCheckVerdict.Failed, "QueryFailed")]
    [InlineData(1064, "42000", DrillCheckVerdict.NotVerified, "InvalidQuery")]
    [InlineData(1235, "0A000", DrillCheckVerdict.NotVerified, "InvalidQuery")]
    [InlineData(1142, "42000", DrillCheckVerdict.NotVerified, "QueryDenied")]
    [InlineData(4012, "HY000", DrillCheckVerdict.NotVerified, "QueryTimeout")]
    [InlineData(1205, "HY000", DrillCheckVerdict.NotVerified, "SqlUnavailable")]
    public async Task Errors_of_the_data_are_Failed_and_errors_of_the_query_are_NotVerified(int number, string state, DrillCheckVerdict verdict, string reason)
    {
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(SqlAnswer.Fails(SqlTenant.Query, number, state, "as the server says it"));
        DrillCheck check = await tenant.AskAsync();

        Assert.Equal((verdict, reason), (check.Verdict, check.ReasonId));
        Assert.Contains("as the server says it", check.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_table_is_Failed()
    {
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync();
        DrillCheck check = await tenant.AskAsync("SELECT COUNT(*) FROM shop.customers");

        Assert.Equal((DrillCheckVerdict.Failed, "QueryFailed", "Error 1146 (42S02): Table 'shop.customers' doesn't exist"), (check.Verdict, check.ReasonId, check.Seen));
    }

    [Fact]
    public async Task An_error_before_the_first_row_is_Failed_and_an_error_after_it_is_ignored()
    {
        var corrupt = new SqlError(4103, "HY000", "checksum error");
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(
            new SqlAnswer { Query = "SELECT a FROM shop.t1", Rows = [["x"], ["y"]], Error = corrupt, RowsBeforeError = 0 },
            new SqlAnswer { Query = "SELECT a FROM shop.t2", Rows = [["x"], ["y"]], Error = corrupt, RowsBeforeError = 1 });

        Assert.Equal("QueryFailed", (await tenant.AskAsync("SELECT a FROM shop.t1")).ReasonId);
        Assert.Equal(DrillCheckVerdict.Passed, (await tenant.AskAsync("SELECT a FROM shop.t2")).Verdict);
    }

    [Theory]
    [InlineData("", "wrong")]
    [InlineData("", null)]
    [InlineData("stranger", SqlTenant.Password)]
    public async Task A_refused_login_is_NotVerified_and_shows_no_password(string user, string? password)
    {
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(1L);
        DrillCheck check = await tenant.AskAsync(user: user, password: password);

        Assert.Equal((DrillCheckVerdict.NotVerified, "SqlLoginRefused"), (check.Verdict, check.ReasonId));
        Assert.Contains("Access denied", check.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain(SqlTenant.Password, check.Seen + check.Expected, StringComparison.Ordinal);
        Assert.Empty(tenant.Sent);
    }

    [Fact]
    public async Task Login_works_with_another_user_and_with_a_tenant_without_a_password()
    {
        await using SqlTenant tenant = await SqlTenant.StartAsync(new TenantContent { Users = new Dictionary<string, string> { ["checker"] = "Other#pw1" } });

        Assert.Equal("1", (await tenant.AskAsync("SELECT 1", password: null)).Seen);
        Assert.Equal("1", (await tenant.AskAsync("SELECT 1", user: "checker", password: "Other#pw1")).Seen);
        Assert.Equal(["root", "checker"], tenant.Cluster.TenantStatements.All.Select(s => s.User).Distinct());
    }

    [Fact]
    public async Task A_query_to_a_tenant_that_is_still_being_restored_gives_SqlUnreachable()
    {
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(1L);
        tenant.Cluster.AddTenant(tenant.Cluster.Tenants.Single(t => t.Name == "rt") with { Status = "RESTORE" });
        DrillCheck check = await tenant.AskAsync();

        Assert.Equal((DrillCheckVerdict.NotVerified, "SqlUnreachable"), (check.Verdict, check.ReasonId));
        Assert.Contains("State not match", check.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_no_server_is_at_the_address_the_reason_is_SqlUnreachable()
    {
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(1L);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        DrillCheck check = await tenant.AskAsync(tenant: new RestoredTenant { Name = "rt", Mode = "MYSQL", Host = "127.0.0.1", Port = port });

        Assert.Equal((DrillCheckVerdict.NotVerified, "SqlUnreachable"), (check.Verdict, check.ReasonId));
        Assert.Contains("127.0.0.1:" + port, check.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Oracle_tenant_and_an_unknown_endpoint_do_not_get_the_query()
    {
        await using SqlTenant oracle = await SqlTenant.StartAsync(mode: "ORACLE");
        DrillCheck refused = await oracle.AskAsync();
        DrillCheck unknown = await oracle.AskAsync(tenant: new RestoredTenant { Name = "rt", Mode = "MYSQL" });
        // If no agent reported the mode, the server reports it.
        DrillCheck check = await oracle.AskAsync(tenant: new RestoredTenant { Name = "rt", Host = oracle.Restored.Host, Port = oracle.Restored.Port });

        Assert.Equal((DrillCheckVerdict.NotVerified, "OracleMode"), (refused.Verdict, refused.ReasonId));
        Assert.Equal((DrillCheckVerdict.NotVerified, "SqlEndpointUnknown"), (unknown.Verdict, unknown.ReasonId));
        Assert.Equal(DrillCheckVerdict.NotVerified, check.Verdict);
        Assert.Contains("Oracle tenant", check.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_its_timeout_a_query_without_an_answer_ends_here_and_on_the_server()
    {
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(new SqlAnswer { Query = SqlTenant.Query, IsSilent = true });
        DrillCheck check = await tenant.AskAsync(timeout: TimeSpan.FromSeconds(1));

        Assert.Equal((DrillCheckVerdict.NotVerified, "QueryTimeout"), (check.Verdict, check.ReasonId));
        Assert.True(SpinWait.SpinUntil(() => tenant.Cluster.OpenSqlConnections == 0, TimeSpan.FromSeconds(30)), "The query goes on.");
        Assert.DoesNotContain(tenant.Sent, s => s.StartsWith("KILL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task If_the_server_closes_the_connection_the_check_is_NotVerified()
    {
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(new SqlAnswer { Query = SqlTenant.Query, HangsUp = true });
        DrillCheck check = await tenant.AskAsync();

        Assert.Equal((DrillCheckVerdict.NotVerified, "SqlUnreachable"), (check.Verdict, check.ReasonId));
    }

    [Theory]
    [Trait("Promise", "7")]
    [InlineData("greeting")]
    [InlineData("query")]
    public async Task Promise_7_a_cancelled_check_ends_at_once(string hangsAt)
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(new SqlAnswer { Query = SqlTenant.Query, IsSilent = true });
        RestoredTenant asked = hangsAt == "query" ? tenant.Restored
            : new RestoredTenant { Name = "rt", Mode = "MYSQL", Host = "127.0.0.1", Port = ((IPEndPoint)mute.LocalEndpoint).Port };
        using var stop = new CancellationTokenSource();
        Task<DrillCheck> check = tenant.AskAsync(tenant: asked, timeout: TimeSpan.FromMinutes(5), cancellation: stop.Token);
        if (hangsAt == "query")
        {
            SpinWait.SpinUntil(() => tenant.Sent.Contains(SqlTenant.Query), TimeSpan.FromSeconds(30));
        }
        else
        {
            using Socket accepted = await mute.AcceptSocketAsync();
            await StopAsync();
            return;
        }

        await StopAsync();

        async Task StopAsync()
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => check);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"It took {watch.Elapsed}.");
            Assert.True(SpinWait.SpinUntil(() => tenant.Cluster.OpenSqlConnections == 0, TimeSpan.FromSeconds(30)), "The query goes on.");
        }
    }

    [Fact]
    [Trait("Promise", "6")]
    public async Task Promise_6_a_server_cannot_read_a_file_of_this_machine()
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "content that stays here");
            await using SqlTenant tenant = await SqlTenant.AnsweringAsync(new SqlAnswer { Query = SqlTenant.Query, FileWanted = file });
            DrillCheck check = await tenant.AskAsync();

            Assert.Equal(DrillCheckVerdict.NotVerified, check.Verdict);
            Assert.DoesNotContain(tenant.Sent, s => s.Contains("stays here", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    [Trait("Promise", "6")]
    public async Task Promise_6_a_password_that_a_server_repeats_is_masked()
    {
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(SqlAnswer.Fails(SqlTenant.Query, 4016, "HY000", $"internal error near '{SqlTenant.Password}'"));
        DrillCheck error = await tenant.AskAsync();
        DrillCheck value = await tenant.AskAsync("SELECT '" + SqlTenant.Password + "'");

        Assert.Contains("***", error.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain(SqlTenant.Password, error.Seen + value.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_too_long_for_NET_is_shown_unchanged()
    {
        const string Long = "123456789012345678901234567890123455000000000";
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(System.Numerics.BigInteger.Parse(Long));

        Assert.Equal((DrillCheckVerdict.Passed, Long), ((await tenant.AskAsync(expected: Long)) is var check ? check.Verdict : default, check.Seen));
    }

    [Fact]
    public async Task An_at_sign_in_the_query_is_sent_unchanged()
    {
        const string Query = "SELECT COUNT(*), @a FROM shop.users WHERE mail LIKE '%@example.org'";
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(SqlAnswer.Of(Query, 3L));

        Assert.Equal("3", (await tenant.AskAsync(Query)).Seen);
        Assert.Contains(Query, tenant.Sent);
    }

    [Fact]
    public async Task Only_the_beginning_of_a_long_value_is_shown()
    {
        await using SqlTenant tenant = await SqlTenant.AnsweringAsync(new string('x', 100_000));
        DrillCheck check = await tenant.AskAsync();

        Assert.Equal(DrillCheckVerdict.Passed, check.Verdict);
        Assert.Equal(new string('x', 200) + "...", check.Seen);
    }

    [Theory]
    [InlineData("root@prod", "InvalidTenantUser")]
    [InlineData("root#cluster", "InvalidTenantUser")]
    [InlineData("cluster:tenant:root", "InvalidTenantUser")]
    public void A_user_name_with_a_tenant_is_refused_before_anything_is_restored(string user, string id)
    {
        ObshellInputException fault = Assert.Throws<ObshellInputException>(() => new TenantQuery { Text = "SELECT 1", UserName = user }.Check());
        Assert.Equal(id, fault.ErrorId);
    }

    [Fact]
    public void A_query_check_with_invalid_options_is_refused_before_anything_is_restored()
    {
        Assert.Equal("InvalidQuery", Assert.Throws<ObshellInputException>(() => new TenantQuery { Text = " " }.Check()).ErrorId);
        Assert.Equal("InvalidQuery", Assert.Throws<ObshellInputException>(() => new TenantQuery { Text = "SELECT 1", Expected = 1, MaxAge = TimeSpan.FromHours(1) }.Check()).ErrorId);
        Assert.Equal("InvalidMaxAge", Assert.Throws<ObshellInputException>(() => new TenantQuery { Text = "SELECT 1", MaxAge = TimeSpan.Zero }.Check()).ErrorId);
        Assert.Equal("InvalidQueryTimeout", Assert.Throws<ObshellInputException>(() => new TenantQuery { Text = "SELECT 1", Timeout = TimeSpan.Zero }.Check()).ErrorId);
        new TenantQuery { Text = "SELECT 1" }.Check();
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now => now;

        public override DateTimeOffset GetUtcNow() => now;
    }
}
