using System;
using System.IO;
using System.Runtime.Versioning;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.RemoveObDrillLeftover;

/// <summary>
/// A tenant is dropped because the journal says that a drill created it. A user who can write a line into the journal must not be able to
/// make the cmdlet drop a restored production tenant.
/// </summary>
[Trait("Promise", "15")]
[UnsupportedOSPlatform("windows")]
[Trait("Category", "Slow")]
[Trait("Topic", "Drills")]
public sealed class RemoveObDrillLeftoverClaimTests : DrillTest
{
    [Theory]
    [InlineData("prod", "drill_{source}_{yyyyMMddHHmm}", "Drills do not use tenant names of this form")]
    [InlineData("prod", "{source}", "Drills do not use tenant names of this form")]
    [InlineData("prod", "prod", "Drills do not use tenant names of this form")]
    [InlineData("prod", "{SOURCE}{source}", "Drills do not use tenant names of this form")]
    [InlineData("PROD", "{source}_{yyyy}", "Drills do not use tenant names of this form")]
    [InlineData("od", "{so", "Drills do not use tenant names of this form")]
    public void A_forged_line_with_a_tenant_name_that_no_drill_would_use_drops_nothing(string source, string pattern, string words)
    {
        Production();
        Forge(InterruptedDrill.Begun(Cluster, "prod", source, pattern));

        NothingIsDropped(words);
    }

    [Fact]
    public void A_forged_line_without_the_name_pattern_drops_nothing()
    {
        Production();
        Forge(InterruptedDrill.Begun(Cluster, "prod").Replace("\"pattern\":\"p{source}\",", "", StringComparison.Ordinal));

        NothingIsDropped("Drills do not use tenant names of this form");
    }

    [Fact]
    public void A_forged_line_with_a_time_that_differs_from_the_DAGs_time_drops_nothing()
    {
        Production();
        foreach (TimeSpan off in new[] { TimeSpan.FromDays(-2), TimeSpan.FromDays(2) })
        {
            Forge(InterruptedDrill.Begun(Cluster, "prod", at: Cluster.Clock.StartedAt + off));
            NothingIsDropped("is not the time of the drill");
        }
    }

    [UnixTheory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_journal_that_other_users_can_write_is_not_trusted(UnixFileMode more)
    {
        Kept();
        File.SetUnixFileMode(History, UnixFileMode.UserRead | UnixFileMode.UserWrite | more);
        NothingIsDropped("chmod go-w");

        File.SetUnixFileMode(History, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Run("Get-ObDrillLeftover $history | Remove-ObDrillLeftover -Confirm:$false").ThrowIfFailed();
        Assert.Single(Dropped);
    }

    [UnixTheory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_journal_in_a_folder_that_other_users_can_write_is_not_trusted(int above)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(History)!, "a", "b")).FullName;
        string history = Path.Combine(folder, "h.jsonl");
        Session.SetVariable("history", history);
        Kept();
        string open = above == 0 ? folder : Path.GetDirectoryName(folder)!;
        File.SetUnixFileMode(open, File.GetUnixFileMode(open) | UnixFileMode.OtherWrite);
        NothingIsDropped("other users can write");
    }

    [UnixFact]
    public void A_journal_that_is_a_symbolic_link_is_not_trusted()
    {
        Kept();
        File.Move(History, History + ".real");
        File.CreateSymbolicLink(History, History + ".real");

        NothingIsDropped("is a symbolic link");
    }

    [UnixFact]
    public void For_a_folder_behind_a_symbolic_link_the_permissions_of_the_real_folder_are_checked()
    {
        string real = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(History)!, "real")).FullName;
        string link = Path.Combine(Path.GetDirectoryName(History)!, "link");
        Directory.CreateSymbolicLink(link, "real");
        Session.SetVariable("history", Path.Combine(link, "h.jsonl"));
        Kept();
        Assert.True((bool)((dynamic)Run("Get-ObDrillLeftover $history").Single()).IsOwn);

        File.SetUnixFileMode(real, File.GetUnixFileMode(real) | UnixFileMode.GroupWrite);
        NothingIsDropped("other users can write");
    }

    [UnixFact]
    public void The_permissions_are_checked_again_directly_before_the_removal()
    {
        Kept();
        Session.SetVariable("open", (Action)(() => File.SetUnixFileMode(History, File.GetUnixFileMode(History) | UnixFileMode.GroupWrite)));

        SessionResult run = Run("$found = Get-ObDrillLeftover $history; $open.Invoke(); $found.IsOwn; $found | Remove-ObDrillLeftover -Confirm:$false");

        Assert.True((bool)Assert.Single(run.Output).BaseObject);
        run.Error("LeftBehind");
        Assert.Empty(Dropped);
    }

    [Fact]
    public void The_question_shows_the_journal_with_the_line_and_the_start_of_the_drill()
    {
        Kept();
        File.WriteAllText(History, "\n" + File.ReadAllText(History));
        Run("Get-ObDrillLeftover $history | Remove-ObDrillLeftover -WhatIf").ThrowIfFailed();

        Assert.Matches($"line 2 of '{System.Text.RegularExpressions.Regex.Escape(History)}' \\(drill started 20[0-9-]+T[0-9:]+Z\\)", Host.Screen);
        Assert.Equal(2, (int)((dynamic)Run("Get-ObDrillLeftover $history").Single()).JournalLine);
    }

    [UnixFact]
    public void History_and_journal_are_created_with_access_for_the_user_only()
    {
        string history = Path.Combine(Path.GetDirectoryName(History)!, "new", "folders", "h.jsonl");
        Session.SetVariable("history", history);
        Drill("-HistoryPath $history", Source("a")).ThrowIfFailed();
        Drill("", Source("b")).ThrowIfFailed();

        string journal = Path.Combine(StateFolder.Path, "ObshellPS", "drills.jsonl");
        Assert.All(new[] { history, journal }, f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));
        Assert.All(
            new[] { Path.GetDirectoryName(history)!, Path.GetDirectoryName(Path.GetDirectoryName(history))!, Path.GetDirectoryName(journal)! },
            f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(f)));
    }

    [UnixTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_drill_starts_and_nothing_is_written_if_the_history_is_a_symbolic_link(bool exists)
    {
        string target = History + ".target";
        if (exists)
        {
            File.WriteAllText(target, "");
        }

        File.CreateSymbolicLink(History, target);
        SessionResult run = Drill("-HistoryPath $history", Source("prod"));

        Assert.Contains(run.AllErrors, e => e.ToString()!.Contains($"symbolic link to '{target}'", StringComparison.Ordinal));
        Assert.Equal(exists, File.Exists(target));
        Assert.True(!exists || new FileInfo(target).Length == 0);
        Assert.Empty(Restored);
    }

    /// <summary>A production tenant that an administrator restored. Its DAG and its pools still exist.</summary>
    private void Production()
    {
        Run("Start-ObTenantRestore @good -RestoreTenantName prod | Wait-ObDag").ThrowIfFailed();
        Assert.Contains(Cluster.Tenants, t => t.Name == "prod");
    }

    private void Forge(string begun) => File.WriteAllText(History, begun + "{\"kind\":\"started\",\"drill\":\"a\",\"at\":\"2026-11-24T00:00:01+00:00\",\"dag\":\"11\"}\n");

    /// <summary>Runs a drill that keeps its tenant and writes the history of this test.</summary>
    private void Kept() => Drill("-Keep Always -HistoryPath $history", Source("prod")).ThrowIfFailed();

    private void NothingIsDropped(string words)
    {
        dynamic leftover = Run("Get-ObDrillLeftover $history").Single();
        Assert.False((bool)leftover.IsOwn);
        Assert.Contains(words, (string)leftover.Seen, StringComparison.Ordinal);

        SessionResult run = Run("Get-ObDrillLeftover $history | Remove-ObDrillLeftover -Confirm:$false");
        Assert.Contains(words, run.Error("LeftBehind").ToString(), StringComparison.Ordinal);
        Assert.Empty(Dropped);
    }
}
