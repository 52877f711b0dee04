using System;
using System.Collections;
using System.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.TestObTenantRestore;

/// <summary>
/// The secret is a common word. The module masks it in texts of others but not in its own sentences: a mask there would show which word is
/// the secret.
/// </summary>
[Trait("Topic", "Preflight")]
public sealed class TestObTenantRestoreMaskedWordsTests : CmdletTest
{
    [Theory]
    [InlineData("OceanBase")]
    [InlineData("backup")]
    [InlineData("tenant")]
    [InlineData("zones")]
    public void The_modules_own_sentences_are_not_masked(string secret)
    {
        string[] plain = Findings("Test-ObTenantRestore @good");
        string[] masked = Findings("Test-ObTenantRestore @good -Decryption (ConvertTo-SecureString $args[0] -AsPlainText -Force)", secret);

        Assert.Equal(plain, masked);
    }

    [Fact]
    public void A_name_that_contains_the_secret_is_masked()
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
