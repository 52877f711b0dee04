using System;
using System.Linq;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StartObTenantRestore;

/// <summary>-WhatIf says what would happen and sends no change.</summary>
[Trait("Topic", "Starting")]
public sealed class StartObTenantRestoreWhatIfTests : CmdletTest
{
    [Fact]
    public void WhatIf_sends_no_change_and_says_what_would_be_restored_and_from_which_URI()
    {
        SessionResult result = Run("Start-ObTenantRestore @good -WhatIf").ThrowIfFailed();

        Assert.Empty(result.Output);
        Assert.Empty(result.Audit);
        Assert.Empty(Room.Changes);
        Assert.Contains("rt2", Host.Screen, StringComparison.Ordinal);
        Assert.Contains("file:///data/backup/data", Host.Screen, StringComparison.Ordinal);
        Assert.Contains("newest", Host.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_with_several_rows_shows_each_row_and_starts_nothing()
    {
        Session.InvokeWithInput("$input | Start-ObTenantRestore -WhatIf", [ConnectedSession.Good("a1"), ConnectedSession.Good("a2")]).ThrowIfFailed();

        Assert.Contains("'a1'", Host.Screen, StringComparison.Ordinal);
        Assert.Contains("'a2'", Host.Screen, StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
    }

    [Fact]
    public void WhatIf_reports_the_same_errors_as_a_real_start()
    {
        Run("Start-ObTenantRestore @good -RestoreTenantName sys -WhatIf").Error("ReservedTenantName");

        Assert.DoesNotContain("What if", Host.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void With_the_default_ConfirmPreference_no_question_is_asked() => Assert.Single(Run("Start-ObTenantRestore @good").ThrowIfFailed().Output);

    [Fact]
    public void With_Confirm_and_without_a_user_nothing_is_started()
    {
        SessionResult result = Run("Start-ObTenantRestore @good -Confirm");

        Assert.NotEmpty(result.AllErrors);
        Assert.Empty(Room.Changes.Select(r => r.PathAndQuery));
    }
}
