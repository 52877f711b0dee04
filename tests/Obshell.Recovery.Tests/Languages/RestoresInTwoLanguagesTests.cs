using System;
using System.Collections.Generic;
using System.IO;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Secrets;
using Obshell.Recovery.Attaching;
using Obshell.Recovery.ErrorIds;
using Obshell.Recovery.Files;
using ObshellPS.Tests.Languages;
using Xunit;

namespace Obshell.Recovery.Tests.Languages;

/// <summary>Texts about existing restores, certificates and files are in the language of the session.</summary>
[Trait("Topic", "Languages")]
public sealed class RestoresInTwoLanguagesTests
{
    [Fact]
    public void The_differences_of_an_existing_restore_are_in_both_languages()
    {
        var request = new TenantRestoreRequest { RestoreTenantName = "rt2", DataBackupUri = new StorageUri("file:///a/data"), ArchiveLogUri = new StorageUri("file:///a/log") };
        var dag = new AgentDag { Id = "11", Name = "Restore backup_rt2", Nodes = [new NodeDetail { SubTasks = [new SubTaskDetail { TaskLogs = ["Check restore time '5'"] }] }] };
        var job = new RestoreOverview { RestoreScn = 7, BackupDataUri = "file:///b/data", BackupLogUri = "file:///b/log" };

        Check(() =>
        {
            RestoreComparison other = RestoreComparison.Of(request, dag, job, new Redactor());
            return [.. other.Differences, new ExistingRestoreDiffersException("rt2", dag, other.Differences, null).Message];
        });
        Check(() => [RestoreComparison.Of(request, new AgentDag { Id = "11" }, job, new Redactor()).Doubt, RestoreComparison.Of(request, new AgentDag { Id = "11" }, null, new Redactor()).Doubt]);
        Check(() => [Listing.And(RestoreComparison.Of(new TenantRestoreRequest { Until = RestorePoint.FromScn(9) }, new AgentDag(), null, new Redactor()).Unknown)]);
        Check(() => [new AttachedRestore(dag, "", "", "").Outcome]);
    }

    [Fact]
    public void The_advice_for_certificates_is_in_both_languages() =>
        Check(() => Array.ConvertAll(Enum.GetValues<CertificateFaults>(), CertificateAdvice.For));

    [Fact]
    public void The_refusal_of_a_symbolic_link_is_in_both_languages()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string link = Path.Combine(folder, "link");
            File.CreateSymbolicLink(link, Path.Combine(folder, "file"));

            Check(() => [Assert.Throws<IOException>(() => FileLink.Refuse(link)).Message, FileTrust.FaultOf(link)!, FileTrust.FaultOf(Path.Combine(folder, "none", "none"))!]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Check(Func<IEnumerable<string>> texts)
    {
        using (new Wording("en-US"))
        {
            Assert.All(texts(), Wording.AssertEnglish);
        }

        using (new Wording("zh-CN"))
        {
            Assert.All(texts(), t => Wording.AssertChinese(t));
        }
    }
}
