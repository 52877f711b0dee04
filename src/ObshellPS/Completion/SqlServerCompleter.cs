using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;

namespace ObshellPS.Completion;

/// <summary>The servers of the cluster with the ports that SQL clients connect to.</summary>
internal sealed class SqlServerCompleter : ClusterCompleter
{
    protected override IEnumerable<CompletionResult> Complete(NameCache cache, string word)
    {
        Task<ObServer[]> servers = cache.Servers();
        NameCache.Await(servers);
        return Offer(
            NameCache.Have(servers).Where(s => s.Ip.Length > 0 && CommandArgument.CanBeShown(s.Ip) && s.SqlPort > 0).Select(s => new AgentAddress { Ip = s.Ip, Port = s.SqlPort }.ToString()),
            word, CompletionTexts.FormatServer);
    }
}
