using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Input;

/// <summary>
/// An empty parameter is an error for every cmdlet. For example, a variable that was never set must not select the default.
/// </summary>
[Trait("Promise", "12")]
[Trait("Topic", "Starting")]
public sealed class EmptyParameterTests : IClassFixture<ConnectedSession>
{
    /// <summary>
    /// For these parameters an empty value is valid: the password of a user without a password, and an expected empty query result.
    /// </summary>
    private static readonly string[] TakeEmptyText = ["Connect-ObCluster -Password", "Connect-ObCluster -AgentPassword", "Invoke-ObRestoreDrill -Expected"];

    private readonly ConnectedSession room;

    public EmptyParameterTests(ConnectedSession room) => this.room = room;

    [Fact]
    public void Promise_12_null_is_an_error_for_every_optional_parameter() => AssertRefused("$null", (_, type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null);

    [Fact]
    public void Promise_12_a_blank_text_is_an_error_for_every_optional_text_parameter() =>
        AssertRefused("' '", (name, type) => type == typeof(string) || type == typeof(object) || type == typeof(string[]) || type == typeof(object[]) || name.EndsWith("Uri", StringComparison.Ordinal));

    [Fact]
    public void Promise_12_an_empty_list_is_an_error_for_every_optional_list_parameter() => AssertRefused("@()", (_, type) => type.IsArray);

    [Theory]
    [InlineData("Start-ObTenantRestore @good -Timestamp $undefined", "-Timestamp", "leave it out for the newest point")]
    [InlineData("Start-ObTenantRestore @good -Timestamp ''", "-Timestamp", "leave it out for the newest point")]
    [InlineData("Start-ObTenantRestore @good -Scn $undefined", "-Scn", "leave it out for the newest point")]
    [InlineData("Start-ObTenantRestore @good -Decryption $null", "-Decryption", "leave it out for a backup without a password")]
    [InlineData("Start-ObTenantRestore @good -Decryption '', ''", "-Decryption", "leave it out for a backup without a password")]
    [InlineData("$point = @{ Timestamp = $null }; Start-ObTenantRestore @good @point", "-Timestamp", "leave it out for the newest point")]
    [InlineData("Invoke-ObRestoreDrill file:///data/backup/data file:///data/backup/clog -ZoneList zone1:s1:1 -Until $undefined", "-Until", "leave it out for the newest point")]
    [InlineData("Get-ObTenant $undefined", "-Name", "leave it out for all tenants")]
    [InlineData("Get-ObTenant -Connection $undefined", "-Connection", "leave it out for the current connection")]
    public void Promise_12_the_error_shows_the_parameter_and_what_to_do(string script, string parameter, string wayOut)
    {
        ErrorRecord error = room.Run(script).Error("EmptyParameter");

        Assert.Contains(parameter + ": The parameter is given, but it is empty", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(wayOut, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(room.Changes);
    }

    [Theory]
    [InlineData("Connect-ObCluster -Server $undefined", "EmptyParameter", "-Server")]
    [InlineData("Stop-ObTenantBackup ' '", "InvalidTenantName", "-TenantName")]
    [InlineData("Remove-ObUnitConfig ' '", "InvalidUnitConfigName", "-Name")]
    [InlineData("Get-ObDag -Last 0", "InvalidNumber", "-Last")]
    public void Promise_12_a_blank_value_is_an_error_with_the_name_of_its_parameter(string script, string id, string parameter)
    {
        using var session = new HostedSession();
        session.Connect(room.Cluster, ConnectedSession.RootPassword);

        Assert.Contains(parameter, session.Invoke(script).Error(id).ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(room.Changes);
    }

    [Fact]
    public void A_comma_in_a_number_is_an_error_with_the_form_of_the_number() =>
        Assert.Contains("such as 1.5", room.Run("New-ObUnitConfig u9 4G -MaxCpu 1,5").AllErrors.Single().ToString(), StringComparison.Ordinal);

    [Fact]
    public void Promise_12_an_empty_password_from_a_secret_store_is_not_tried()
    {
        using var session = new HostedSession();
        session.Connect(room.Cluster, ConnectedSession.RootPassword);
        int before = room.Cluster.Requests.All.Count;

        session.Invoke("Connect-ObCluster -Server $args[0] -Credential $undefined", room.Cluster.Agents[0].Uri.Authority).Error("EmptyParameter");

        Assert.Equal(before, room.Cluster.Requests.All.Count);
        session.Invoke("Get-ObTenant").Error("NotConnected");
    }

    private void AssertRefused(string value, Func<string, Type, bool> takes)
    {
        int tried = 0;
        var taken = new List<string>();
        foreach (PSObject command in room.Run("Get-Command -Module ObshellPS -CommandType Cmdlet").ThrowIfFailed().Output)
        {
            var cmdlet = (CmdletInfo)command.BaseObject;
            foreach (CommandParameterSetInfo set in cmdlet.ParameterSets)
            {
                string mandatory = string.Concat(set.Parameters.Where(p => p.IsMandatory).Select(p => $" -{p.Name} {(p.ParameterType == typeof(SwitchParameter) ? "" : "1")}"));
                foreach (CommandParameterInfo parameter in set.Parameters.Where(p => IsOurs(cmdlet, p) && takes(p.Name, p.ParameterType)))
                {
                    string script = $"{cmdlet.Name} -{parameter.Name}";
                    if (value != "$null" && TakeEmptyText.Contains(script))
                    {
                        continue;
                    }

                    tried++;
                    SessionResult result = room.Run($"{script} {value}{mandatory}");
                    if (!result.AllErrors.Any(e => e.FullyQualifiedErrorId.Split(',')[0] is "EmptyParameter" or "ParameterArgumentValidationError" or "ParameterArgumentTransformationError"))
                    {
                        taken.Add($"{script} {value}{mandatory}: {string.Join(" | ", result.AllErrors)}");
                    }
                }
            }
        }

        Assert.True(tried > 5, $"{tried} were tried.");
        Assert.Empty(taken);
        Assert.Empty(room.Changes);
    }

    private static bool IsOurs(CmdletInfo cmdlet, CommandParameterInfo parameter) =>
        !parameter.IsMandatory && parameter.Name != "InputObject" && parameter.ParameterType != typeof(SwitchParameter)
        && cmdlet.ImplementingType.GetProperty(parameter.Name)?.DeclaringType?.Assembly == cmdlet.ImplementingType.Assembly;
}
