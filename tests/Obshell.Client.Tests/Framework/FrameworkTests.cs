using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Reflection;
using System.Reflection.Emit;
using System.Threading.Tasks;
using Obshell.Client.Http;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Client.Tests.Framework;

/// <summary>
/// Runs the build for .NET Framework, with Mono or, on Windows, with .NET Framework. docs/compatibility.md says what this proves.
/// </summary>
[Trait("Promise", "10")]
[Trait("Category", "Slow")]
[Trait("Topic", "Framework")]
public sealed class FrameworkTests : IClassFixture<FrameworkRun>
{
    private static readonly string[] Names =
    [
        "Every_file_of_the_folder_loads", "The_files_in_use_are_the_modules_own", "The_resolver_returns_our_files_for_any_requested_version", "The_resolver_returns_nothing_for_other_assemblies",
        "Login_works_with_keys_of_all_sizes", "A_key_that_is_not_valid_is_refused", "An_encrypted_body_can_be_decrypted_by_the_platform", "A_wrong_password_causes_the_agents_error",
        "JSON_can_be_written_and_read", "A_restore_point_loses_no_nanoseconds", "An_address_without_an_agent_causes_AgentUnreachable", "A_cancelled_request_that_hangs_ends_at_once",
        "Each_request_has_its_route", "The_WinHTTP_handler_has_the_same_settings_as_the_other_handler", "WinHttp_errors_are_distinguished",
        "Without_WinHTTP_a_GET_with_a_body_causes_GetBodyUnsupported", "Settings_of_the_whole_process_are_not_changed",
        "A_restore_is_started_and_watched_to_its_end", "A_refused_restore_causes_the_agents_error", "A_preflight_reports_everything_and_the_restore_window_only_if_a_GET_can_have_a_body",
        "The_SQL_library_is_not_loaded_before_a_query", "A_query_is_answered", "Errors_of_a_query_have_different_reasons", "The_SQL_library_is_the_modules_own",
        "A_report_is_written_in_all_four_formats",
    ];

    private readonly FrameworkRun run;

    public FrameworkTests(FrameworkRun run) => this.run = run;

    public static TheoryData<string> Checks => [.. Names];

    [MonoTheory]
    [MemberData(nameof(Checks))]
    public void Promise_10_each_check_passes_on_NET_Framework(string check)
    {
        Assert.True(run.Checks.ContainsKey(check), $"The program said nothing about it, but: {string.Join(", ", run.Checks.Keys)}");
        Assert.Equal("PASS " + check, run.Checks[check]);
    }

    [MonoFact]
    public void Each_check_of_the_program_is_in_the_list_of_this_test() => Assert.Equal(Names.Order(StringComparer.Ordinal), run.Checks.Keys.Order(StringComparer.Ordinal));

    [MonoFact]
    [Trait("Promise", "5")]
    public void Promise_5_each_change_has_its_own_connection_and_reads_share_connections()
    {
        RecordedRequest[] changes = [.. run.Requests.Where(r => r.Method != "GET")];
        Assert.True(changes.Length >= 4, "Restores, a removal and a question were sent.");
        Assert.All(changes, c => Assert.Single(run.Requests, r => r.ConnectionId == c.ConnectionId));
        Assert.True(run.Requests.Where(r => r.Method == "GET").GroupBy(r => r.ConnectionId).Max(g => g.Count()) > 5, "Reads are not kept on one connection.");
    }

    /// <summary>
    /// Windows PowerShell has one load context for all modules. Another module can have loaded an assembly with the name of our dependency.
    /// </summary>
    [MonoTheory]
    [InlineData("1.0.0.0")]
    [InlineData("99.0.0.0")]
    public async Task Assemblies_of_other_modules_that_were_loaded_first_do_not_break_our_module(string version)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("obshell-alien");
        try
        {
            string[] aliens = [.. new[] { "System.Text.Json", "MySqlConnector", "System.Diagnostics.DiagnosticSource" }.Select(name => Alien(folder.FullName, name, version))];
            var other = new FrameworkRun();
            await other.RunAsync(aliens);

            Assert.All(Names, name => Assert.Equal("PASS " + name, other.Checks[name]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Alien(string folder, string name, string version)
    {
        AssemblyName own = AssemblyName.GetAssemblyName(Path.Combine(CheckedProgram.StagedModule, "bin", "net472", name + ".dll"));
        own.Version = Version.Parse(version);
        var alien = new PersistedAssemblyBuilder(own, typeof(object).Assembly);
        alien.DefineDynamicModule(name);
        string file = Path.Combine(folder, name + ".dll");
        alien.Save(file);
        return file;
    }

    [Fact]
    public void The_build_for_NET_sends_all_requests_over_kept_connections()
    {
        Assert.Equal(HttpRoute.Kept, HttpRoutes.Of(HttpMethod.Get, hasBody: true));
        Assert.Equal(HttpRoute.Kept, HttpRoutes.Of(HttpMethod.Post, hasBody: true));
    }
}
