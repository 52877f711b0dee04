using System;
using System.Collections;
using System.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.TestObTenantRestore;

/// <summary>A secret that is a common word: what others say is masked, our own sentences are not. A mask in them would tell the secret.</summary>
[Trait("Topic", "Preflight")]
public sealed class TestObTenantRestoreMaskedWordsTests : CmdletTest
{
    [Theory]
    [InlineData("OceanBase")]
    [InlineData("backup")]
    [InlineData("tenant")]
    [InlineData("zones")]
    public void Our_own_words_are_not_masked(string secret)
    {
        string[] plain = Findings("Test-ObTenantRestore @good");
        string[] masked = Findings("Test-ObTenantRestore @good -Decryption (ConvertTo-SecureString $args[0] -AsPlainText -Force)", secret);

        Assert.Equal(plain, masked);
    }

    [Fact]
    public void A_name_that_holds_the_secret_is()
    {
        Cluster.AddTenant(new Tenant { Name = "hush99" });

        string[] findings = Findings("Test-ObTenantRestore @good -RestoreTenantName hush99 -Decryption (ConvertTo-SecureString hush99 -AsPlainText -Force)");

        Assert.DoesNotContain(findings, f => f.Contains("hush99", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.StartsWith("Tenant '***' exists.", StringComparison.Ordinal));
    }

    private string[] Findings(string script, params object[] arguments)
    {
        dynamic report = Run(script, arguments).Single();
        return [.. ((IEnumerable)report.Findings).Cast<dynamic>().Select(f => (string)f.Seen + " | " + (string)f.Advice)];
    }
}
