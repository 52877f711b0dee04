using System;
using System.Linq;
using Xunit;

namespace Obshell.Client.Tests.Framework;

/// <summary>Runs the build for PowerShell 7 on .NET 8, which PowerShell 7.4 uses. All other tests run it on a newer version.</summary>
[Trait("Promise", "10")]
[Trait("Category", "Slow")]
[Trait("Topic", "Framework")]
public sealed class Net8Tests : IClassFixture<Net8Run>
{
    private static readonly string[] Names =
    [
        "The_runtime_is_NET_8", "Every_file_of_the_folder_loads", "The_files_in_use_are_the_modules_own", "A_GET_with_a_body_is_answered",
        "Login_works_with_keys_of_all_sizes", "A_key_that_is_not_valid_is_refused", "An_encrypted_body_can_be_decrypted_by_the_platform", "A_wrong_password_causes_the_agents_error",
        "JSON_can_be_written_and_read", "A_restore_point_loses_no_nanoseconds", "An_address_without_an_agent_causes_AgentUnreachable", "A_cancelled_request_that_hangs_ends_at_once",
        "A_restore_is_started_and_watched_to_its_end", "A_refused_restore_causes_the_agents_error", "A_preflight_reports_everything_and_the_restore_window_only_if_a_GET_can_have_a_body",
        "The_SQL_library_is_not_loaded_before_a_query", "A_query_is_answered", "Errors_of_a_query_have_different_reasons", "The_SQL_library_is_the_modules_own",
        "A_report_is_written_in_all_four_formats",
    ];

    private readonly Net8Run run;

    public Net8Tests(Net8Run run) => this.run = run;

    public static TheoryData<string> Checks => [.. Names];

    [Theory]
    [MemberData(nameof(Checks))]
    public void Promise_10_each_check_passes_on_NET_8(string check)
    {
        Assert.True(run.Checks.ContainsKey(check), $"The program said nothing about it, but: {string.Join(", ", run.Checks.Keys)}");
        Assert.Equal("PASS " + check, run.Checks[check]);
    }

    [Fact]
    public void Each_check_of_the_program_is_in_the_list_of_this_test() => Assert.Equal(Names.Order(StringComparer.Ordinal), run.Checks.Keys.Order(StringComparer.Ordinal));
}
