using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Hostile;

/// <summary>
/// Promise 3 through the cmdlets: a hostile value is refused, the error shows the parameter, the character and its position, and nothing is
/// sent. These are samples. Obshell.Client.Tests tries thousands of values with the library.
/// </summary>
[Trait("Category", "Reliability")]
[Trait("Promise", "3")]
[Trait("Category", "Slow")]
[Trait("Topic", "Hostile")]
public sealed class HostileInputTests : IClassFixture<ConnectedSession>
{
    /// <summary>Characters that no parameter accepts, with the names that an error uses for them.</summary>
    private static readonly (string Text, string[] CalledOne)[] Everywhere =
    [
        ("\0", ["U+0000"]), ("\r\n", ["U+000D"]), ("\u001b[2J", ["U+001B"]), ("\u0085", ["U+0085"]), ("\u202E", ["U+202E"]), ("\u200B", ["U+200B"]), ("\uFEFF", ["U+FEFF"]), ("\u2028", ["U+2028"]),
        ("\u2019", ["U+2019"]), ("\uFF07", ["U+FF07"]), ("\u02BC", ["U+02BC"]), ("\uA78C", ["U+A78C"]), ("\uD83D", ["U+D83D"]), ("\uDE00", ["U+DE00"]),
    ];

    private static readonly (string Text, string[] CalledOne)[] Quotes =
    [
        ("'; DROP TENANT prod FORCE; -- ", ["single quote", "'''", "U+0020"]), ("'||(SELECT 1)||'", ["single quote", "'''", "U+0020"]), ("`; DROP TENANT prod; #", ["'`'", "U+0020"]), ("\"; SET GLOBAL x=1; \"", ["double quote", "'\"'", "U+0020"]), ("\\'; DROP", ["backslash", "'\\'"]),
    ];

    private readonly ConnectedSession room;

    public HostileInputTests(ConnectedSession room)
    {
        this.room = room;
        room.Cluster.Requests.Clear();
    }

    /// <summary>
    /// Each row has the script ($args[0] is the value), the parameter in the error, the text before the hostile characters, and true if
    /// only the values of Everywhere are hostile in this script.
    /// </summary>
    public static TheoryData<string, string, string, bool> Uses => new()
    {
        { "Start-ObTenantRestore @good -RestoreTenantName $args[0]", "RestoreTenantName", "rt", false },
        { "Start-ObTenantRestore @good -DataBackupUri $args[0]", "DataBackupUri", "file:///b/", false },
        { "Start-ObTenantRestore @good -ArchiveLogUri $args[0]", "ArchiveLogUri", "oss://b/k?host=h&access_key=", false },
        { "Start-ObTenantRestore @good -PrimaryZone $args[0]", "PrimaryZone", "zone1", false },
        { "$bad = $good.Clone(); $bad.ZoneList = @{ Name = $args[0]; UnitConfigName = 's1'; UnitNum = 1 }; Start-ObTenantRestore @bad", "ZoneList", "zone1", false },
        { "[pscustomobject]@{ restore_tenant_name = $args[0]; data_backup_uri = 'file:///d'; archive_log_uri = 'file:///l'; zone_list = 'zone1:s1:1' } | Start-ObTenantRestore", "RestoreTenantName", "rt", false },
        { "New-ObZoneParam -Name $args[0] -UnitConfigName s1 -UnitNum 1", "Name", "zone1", false },
        { "New-ObZoneParam -Name zone1 -UnitConfigName $args[0] -UnitNum 1", "UnitConfigName", "s1", false },
        { "New-ObUnitConfig -Name $args[0] -MemorySize 4G -MaxCpu 1 -Confirm:$false", "Name", "s1", false },
        { "Remove-ObUnitConfig -Name $args[0] -Confirm:$false", "Name", "s1", false },
        { "Remove-ObTenant -Name $args[0] -Confirm:$false", "Name", "prod", false },
        { "Set-ObTenantBackup prod -DataBackupUri $args[0] -Confirm:$false", "DataBackupUri", "file:///b/", false },
        { "Set-ObTenantBackup prod -ArchiveLogUri $args[0] -Confirm:$false", "ArchiveLogUri", "oss://b/k?host=h&access_id=i&access_key=", false },
        { "Start-ObTenantBackup $args[0]", "TenantName", "prod", false },
        { "Stop-ObTenantBackup $args[0] -Confirm:$false", "TenantName", "prod", false },
        { "Remove-ObTenantRestore $args[0] -Confirm:$false", "TenantName", "prod", false },
        { "Set-ObTenantBackup $args[0] -Archive On -Confirm:$false", "TenantName", "prod", false },
        { "Get-ObRestoreWindow -DataBackupUri $args[0]", "DataBackupUri", "file:///b/", false },
        { "Get-ObRestoreSource -DataBackupUri $args[0]", "DataBackupUri", "file:///b/", false },
        { "Get-ObDag -Id $args[0]", "Id", "11", false },
        { "Wait-ObDag -Id $args[0]", "Id", "11", false },
        { "Invoke-ObApi -Path ('/api/v1/tenant/' + $args[0])", "Path", "prod", true },
    };

    [Theory]
    [MemberData(nameof(Uses))]
    public void Promise_3_the_error_for_a_hostile_value_has_the_parameter_the_character_and_the_position(string script, string parameter, string before, bool onlyEverywhere)
    {
        foreach ((string text, string[] calledOne) in onlyEverywhere ? Everywhere : [.. Everywhere, .. Quotes])
        {
            SessionResult result = room.Run(script, before + text + "x");
            Assert.True(result.AllErrors.Count == 1, $"{Shown(text)}: {result.AllErrors.Count} errors");
            ErrorRecord error = result.AllErrors[0];
            string message = error.ErrorDetails?.Message ?? error.Exception.Message;
            Assert.True(message.Contains(parameter, StringComparison.Ordinal), $"{Shown(text)}: no {parameter} in: {message}");
            Assert.True(calledOne.Any(c => message.Contains(c, StringComparison.Ordinal)), $"{Shown(text)}: the character is not named in: {message}");
            Assert.Matches("position [0-9]+", message);
            Assert.DoesNotContain(message, c => c is not ('\r' or '\n') && (char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Surrogate));
            Assert.Empty(result.Output);
        }

        Assert.Empty(room.Requests);
        Assert.Empty(room.Cluster.Sql.Statements);
    }

    [Fact]
    public void Promise_3_a_hostile_password_of_a_backup_is_refused_and_never_shown()
    {
        foreach ((string text, _) in Everywhere)
        {
            SessionResult result = room.Run("Start-ObTenantRestore @good -Decryption $args[0]", Secret.Of("Canary7" + text + "x"));
            string message = Assert.Single(result.AllErrors).ErrorDetails.Message;
            Assert.Contains("Decryption", message, StringComparison.Ordinal);
            Assert.Matches("U\\+[0-9A-F]{4}.* position 8", message);
            Assert.DoesNotContain("Canary7", result.Everything(), StringComparison.Ordinal);
        }

        Assert.Empty(room.Requests);
    }

    [Theory]
    [InlineData("prod'x", "prod%27x")]
    [InlineData("prod;x", "prod%3Bx")]
    [InlineData("\u540D", "%E5%90%8D")]
    [InlineData("prod%2Fx", "prod%252Fx")]
    [InlineData("prod+x~", "prod%2Bx~")]
    public void Promise_3_the_name_of_an_existing_tenant_is_encoded_in_the_path(string name, string encoded)
    {
        room.Run("Get-ObTenantRestore $args[0]", name);
        Assert.Equal($"/api/v1/tenant/{encoded}/restore/overview", room.Requests[0].PathAndQuery);
    }

    private static string Shown(string text) => string.Concat(text.Select(c => c is > ' ' and < (char)0x7F ? c.ToString() : $"<{(int)c:X4}>"));
}
