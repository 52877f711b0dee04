using System;
using System.Linq;

namespace Obshell.Recovery.Tests.Hostile;

/// <summary>Which kind of answer a route gives.</summary>
internal enum AnswerKind
{
    Other,
    Info,
    Secret,
    Status,
    Cluster,
    Topology,
    Dag,
    DagList,
    Logs,
    Overview,
    Jobs,
    Windows,
    Source,
    Tenant,
    TenantList,
    Unit,
    UnitList,
    UnitLimit,
}

internal static class AnswerKinds
{
    public static AnswerKind Of(string pathAndQuery)
    {
        string path = pathAndQuery.Split('?')[0];
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (parts.ElementAtOrDefault(2), parts.ElementAtOrDefault(3), parts.Length) switch
        {
            ("info", null, _) => AnswerKind.Info,
            ("secret", _, _) => AnswerKind.Secret,
            ("status", _, _) => AnswerKind.Status,
            ("ob", "info", _) => AnswerKind.Cluster,
            ("obcluster", "info", _) => AnswerKind.Topology,
            ("obcluster", "unit-config-limit", _) => AnswerKind.UnitLimit,
            ("units", _, _) => AnswerKind.UnitList,
            ("unit", _, _) => AnswerKind.Unit,
            ("tenants", _, _) => AnswerKind.TenantList,
            ("restore", "windows", _) => AnswerKind.Windows,
            ("restore", "source-tenant-info", _) => AnswerKind.Source,
            ("restore", _, _) => AnswerKind.Jobs,
            ("tenant", "restore", 4) => AnswerKind.Dag,
            ("tenant", _, _) when path.EndsWith("/overview", StringComparison.Ordinal) => AnswerKind.Overview,
            ("tenant", _, _) when path.EndsWith("/restore", StringComparison.Ordinal) => AnswerKind.Dag,
            ("tenant", _, _) => AnswerKind.Tenant,
            ("task", "sub_task", _) => AnswerKind.Logs,
            ("task", "dags", _) => AnswerKind.DagList,
            ("task", "dag", _) when path.Contains("/unfinish", StringComparison.Ordinal) => AnswerKind.DagList,
            ("task", "dag", _) => AnswerKind.Dag,
            _ => AnswerKind.Other,
        };
    }
}
