using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Languages;

/// <summary>
/// Texts of the cmdlets for tenants, restores, DAGs, zones, unit configs and connections in a Chinese session. Only names are English.
/// </summary>
[Trait("Topic", "Languages")]
public sealed partial class OperatorsInChineseTests : CmdletTest
{
    /// <summary>English terms that are not translated, and words of the agent, OceanBase and the operating system.</summary>
    private static readonly string[] Kept =
    [
        "agent", "obshell", "OceanBase", "DAG", "Unit", "Zone", "OBServer", "HTTP", "TLS", "MYSQL", "NORMAL", "SUCCEED", "RUN", "FAILED", "obcluster", "https", "SHA", "DELETE", "FULL",
        "Confirm", "false", "WhatIf", "SecureString", "securestring", "ID", "Restored", "SUCCESS",
    ];

    [Theory]
    [InlineData("Remove-ObTenant missing")]
    [InlineData("Remove-ObTenant PROD")]
    [InlineData("Remove-ObTenant prod -WhatIf")]
    [InlineData("Remove-ObTenant prod -Recycle -WhatIf")]
    [InlineData("Remove-ObTenant prod")]
    [InlineData("Get-ObTenant missing")]
    [InlineData("Stop-ObTenantRestore missing")]
    [InlineData("Stop-ObTenantRestore prod")]
    [InlineData("Stop-ObTenantRestore rt2")]
    [InlineData("Remove-ObTenantRestore missing")]
    [InlineData("Remove-ObTenantRestore rt2")]
    [InlineData("Get-ObTenantRestore missing")]
    [InlineData("Get-ObDag -TenantName missing")]
    [InlineData("Wait-ObDag -TenantName missing")]
    [InlineData("Undo-ObDag 11")]
    [InlineData("Resume-ObDag 11")]
    [InlineData("Stop-ObDag 11")]
    [InlineData("Skip-ObDag 11")]
    [InlineData("@() | Wait-ObDag")]
    [InlineData("@() | Remove-ObTenant")]
    [InlineData("Get-ObZone z9")]
    [InlineData("New-ObUnitConfig big -MemorySize 4G -MaxCpu 2 -WhatIf")]
    [InlineData("Remove-ObUnitConfig u1 -WhatIf")]
    [InlineData("Remove-ObUnitConfig s1")]
    [InlineData("Invoke-ObApi /api/v1/unit/config/u1 DELETE -WhatIf")]
    [InlineData("New-ObZoneParam")]
    [InlineData("Connect-ObCluster $server -Password $password")]
    [InlineData("Disconnect-ObCluster; Disconnect-ObCluster -Verbose")]
    public void The_modules_own_texts_have_no_English_words(string script)
    {
        Cluster.AddTenant(new Tenant { Name = "prod" });
        Room.Start();
        Room.Advance(60);
        Session.SetVariable("server", Cluster.Agents[0].Uri.ToString());
        Session.SetVariable("password", Secret.Of(ConnectedSession.RootPassword));

        SessionResult result = Run("[cultureinfo]::CurrentUICulture = 'zh-CN'; " + script);

        string[] said = [.. result.AllErrors.Select(e => e.ErrorDetails.Message), .. result.Warnings, .. result.Verbose, .. EngineText().Matches(Host.Screen).Select(m => m.Groups[1].Value)];
        Assert.NotEmpty(said);
        Assert.All(said, text =>
        {
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", text);
            Assert.Empty(EnglishIn(text));
        });
    }

    /// <summary>The English words in a text, without ids, quoted names, paths, addresses, cmdlets, parameters and amounts.</summary>
    private static IEnumerable<string> EnglishIn(string text) => Word().Matches(Names().Replace(text, " ")).Select(m => m.Value).Where(w => !Kept.Contains(w));

    [GeneratedRegex("What if: (.*)")]
    private static partial Regex EngineText();

    [GeneratedRegex(@"^[A-Za-z.]+: |'[^']*'|-[A-Z][A-Za-z]+:?|\b[A-Z][a-z]+-Ob\w+( (?!-)[\w'-]+)?|/api/\S+|rt2_zone\S+|zone\d|SHA256:\S+|\[\w+\]::\w+|\b[\d.]+ ?[GMK]?B?\b")]
    private static partial Regex Names();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Word();
}
