using System.Globalization;
using System.Management.Automation;
using Obshell.Client;

namespace ObshellPS.Completion;

/// <summary>The servers of the cluster with the ports that SQL clients connect to.</summary>
internal sealed class SqlServerCompleter : ClusterCompleter
{
    protected override IEnumerable<CompletionResult> Complete(NameCache cache, string word)
    {
        Task<ObServer[]> servers = cache.Servers();
        NameCache.Await(servers);
        return Offer(
            NameCache.Have(servers).Where(s => s.Ip.Length > 0 && s.SqlPort > 0).Select(s => $"{(s.Ip.Contains(':') ? $"[{s.Ip}]" : s.Ip)}:{s.SqlPort.ToString(CultureInfo.InvariantCulture)}"),
            word, CompletionTexts.FormatServer);
    }
}
