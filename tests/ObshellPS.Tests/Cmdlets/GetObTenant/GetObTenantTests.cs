using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.GetObTenant;

/// <summary>Reading tenants.</summary>
[Trait("Topic", "Tenants")]
public sealed class GetObTenantTests : CmdletTest
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Cluster.AddTenant(new Tenant { Name = "prod-1" });
        Cluster.AddTenant(new Tenant { Name = "prod#x~+2" });
        Cluster.AddTenant(new Tenant { Name = "Other", TimeZone = "+08:00" });
    }

    [Fact]
    public void Without_a_name_all_tenants_are_returned()
    {
        Assert.Equal(["sys", "prod-1", "prod#x~+2", "Other"], Names("Get-ObTenant"));
        Assert.Single(Requests);
    }

    [Theory]
    [InlineData("prod*", new[] { "prod-1", "prod#x~+2" })]
    [InlineData("OTH?r", new[] { "Other" })]
    [InlineData("absent*", new string[0])]
    [InlineData("prod-1", new[] { "prod-1" })]
    public void Tenants_are_found_by_name_or_pattern(string name, string[] expected) => Assert.Equal(expected, Names("Get-ObTenant $args[0]", name));

    [Theory]
    [InlineData("absent", "in this cluster")]
    [InlineData("other", "'Other'")]
    public void A_name_that_does_not_exist_is_an_error_and_the_other_names_are_read(string name, string words)
    {
        SessionResult result = Run("Get-ObTenant $args[0], sys", name);

        ErrorRecord error = result.Error("TenantNotFound");
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains(words, error.ErrorDetails.Message, System.StringComparison.Ordinal);
        Assert.Single(result.Output);
    }

    [Theory]
    [InlineData("prod-1", "/api/v1/tenant/prod-1")]
    [InlineData("prod#x~+2", "/api/v1/tenant/prod%23x~%2B2")]
    [Trait("Trap", "28")]
    public void Details_of_one_tenant_need_one_request_with_the_encoded_name(string name, string path)
    {
        dynamic tenant = Run("Get-ObTenant $args[0] -Detailed", name).Single();

        Assert.Equal(name, tenant.TenantName);
        Assert.NotNull(tenant.Pools);
        Assert.True(tenant.DeadLockDetectionEnabled);
        Assert.Equal(path, Assert.Single(Requests).PathAndQuery);
    }

    [Fact]
    public void Details_show_the_pools_of_a_restored_tenant()
    {
        Room.Start();
        Room.Advance(60);

        dynamic tenant = Run("Get-ObTenant rt2 -Detailed").Single();

        Assert.StartsWith("rt2_zone1_", tenant.Pools[0].PoolName, System.StringComparison.Ordinal);
        Assert.Equal("s1", tenant.Pools[0].UnitConfigName);
        Assert.Equal("NORMAL", tenant.Status);
    }

    [Fact]
    public void Details_of_several_tenants_are_read_one_by_one() =>
        Assert.Equal(["+08:00"], Run("Get-ObTenant oth* -Detailed | ForEach-Object TimeZone").ThrowIfFailed().Output.Select(o => o.ToString()));

    [Fact]
    public void A_tenant_from_the_pipeline_is_read_again() => Assert.Equal(["prod-1"], Names("Get-ObTenant prod-1 | Get-ObTenant"));

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public void A_name_that_could_change_the_request_path_is_not_sent(string name)
    {
        Run("Get-ObTenant $args[0] -Detailed", name).Error("InvalidTenantName");

        Assert.Empty(Requests);
    }

    private IEnumerable<string> Names(string script, params object[] arguments) =>
        Run(script, arguments).ThrowIfFailed().Output.Select(t => (string)((dynamic)t).TenantName);
}
