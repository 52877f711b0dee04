using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Obshell.Simulator;

/// <summary>Information about the agent (PROTOCOL 3), login (2.8), and the join of the first agent.</summary>
internal static class AgentRoutes
{
    public static void Map(RouteTable table)
    {
        table.Add("GET", "/time", c => HandlerResult.Of(GoTime.Nano(c.Agent.Now, c.HostOffset)), false);
        table.Add("GET", "/info", Info, false);
        table.Add("GET", "/git-info", GitInfo, false);
        table.Add("GET", "/secret", Secret, false);
        table.Add("GET", "/status", c => HandlerResult.Of(Status(c.Agent)), false);
        table.Add("POST", "/status", c => HandlerResult.Of(Status(c.Agent)), false);
        table.Add("GET", "/agents/status", AgentsStatus);
        table.Add("GET", "/ob/info", ObInfo);
        table.Add("GET", "/ob/agents", ObAgents);
        table.Add("POST", "/login", Login);
        table.Add("POST", "/logout", Logout);
        table.Add("POST", "/agent/join", Join);
    }

    private static HandlerResult Info(RouteContext context)
    {
        var agent = context.Agent;
        var json = new JsonObject
        {
            ["pid"] = agent.Pid,
            ["state"] = agent.State,
            ["startAt"] = UnixNanoseconds(agent.StartedAt),
            ["homePath"] = "/home/admin/oceanbase",
            ["obVersion"] = agent.ObVersion,
        };
        // Old versions of the agent do not have all of these keys (PROTOCOL 3 and 8).
        if (agent.IsAtLeast(4, 3, 0))
            json["architecture"] = "x86_64";
        json["ip"] = agent.Ip;
        json["port"] = agent.Port;
        json["zone"] = agent.Zone;
        json["identity"] = agent.Identity;
        json["version"] = agent.Version;
        if (agent.IsAtLeast(4, 2, 6))
        {
            json["isObproxyAgent"] = false;
            json["security"] = agent.AgentPassword.Length > 0;
        }
        if (agent.IsAtLeast(4, 2, 5) && agent.KnowsV2)
            json["supportedAuth"] = new JsonArray("v2");
        return HandlerResult.Of(json);
    }

    private static long UnixNanoseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100;

    private static HandlerResult GitInfo(RouteContext context) => HandlerResult.Of(new JsonObject
    {
        ["branch"] = "simulator",
        ["commitId"] = "0000000000000000000000000000000000000000",
        ["shortCommitId"] = "0000000",
        ["commitTime"] = GoTime.Seconds(context.Cluster.Clock.StartedAt, context.HostOffset),
    });

    private static HandlerResult Secret(RouteContext context) => HandlerResult.Of(new JsonObject
    {
        ["ip"] = context.Agent.Ip,
        ["port"] = context.Agent.Port,
        ["public_key"] = context.Agent.PublicKey,
    });

    private static JsonObject Status(SimulatedAgent agent)
    {
        var json = new JsonObject
        {
            ["agent"] = new JsonObject { ["ip"] = agent.Ip, ["port"] = agent.Port, ["identity"] = agent.Identity },
            ["state"] = agent.State,
            ["version"] = agent.Version,
            ["pid"] = agent.Pid,
            ["startAt"] = UnixNanoseconds(agent.StartedAt),
            ["port"] = agent.Port,
            ["obState"] = agent.ObState,
        };
        // Without an OceanBase server the agent omits sqlPort.
        if (agent.ObState > 0)
            json["sqlPort"] = 2881;
        json["underMaintenance"] = agent.UnderMaintenance || !agent.LocalEngine.IsIdle;
        return json;
    }

    private static HandlerResult AgentsStatus(RouteContext context)
    {
        var json = new JsonObject();
        // Go writes a map sorted by its keys. An agent that does not answer is omitted.
        foreach (var agent in context.Cluster.Agents.Where(a => a.IsRunning).OrderBy(a => a.Address, StringComparer.Ordinal))
            json[agent.Address] = Status(agent);
        return HandlerResult.Of(json);
    }

    private static HandlerResult ObInfo(RouteContext context)
    {
        var cluster = context.Cluster;
        var isCluster = context.Agent.Identity == "CLUSTER AGENT";
        JsonObject? topology = null;
        if (isCluster)
        {
            topology = [];
            foreach (var zone in context.Database.Zones.OrderBy(z => z.Name, StringComparer.Ordinal))
            {
                topology[zone.Name] = new JsonArray([.. zone.Servers.Select((server, i) => (JsonNode)new JsonObject
                {
                    ["svr_ip"] = server.Ip,
                    ["svr_port"] = server.ServerPort,
                    ["sql_port"] = server.SqlPort,
                    ["agent_port"] = ClusterRoutes.AgentPort(context, zone),
                    // This value is a string here, but not in obcluster/info (PROTOCOL 6.2).
                    ["with_rootserver"] = zone == context.Database.Zones[0] && i == 0 ? "YES" : "NO",
                    ["status"] = "ACTIVE",
                    ["build_version"] = context.Agent.ObVersion,
                })]);
            }
        }
        return HandlerResult.Of(new JsonObject
        {
            ["agent_info"] = new JsonArray([.. cluster.Agents.Select(a => (JsonNode)new JsonObject
            {
                ["ip"] = a.Ip,
                ["port"] = a.Port,
                ["zone"] = a.Zone,
                ["identity"] = a.Identity,
                ["version"] = a.Version,
            })]),
            ["obcluster_info"] = new JsonObject
            {
                ["id"] = isCluster ? cluster.Options.ClusterId : 0,
                ["name"] = isCluster ? cluster.Options.ClusterName : "",
                ["version"] = isCluster ? context.Agent.ObVersion : "",
                ["topology"] = topology,
                ["is_shared_storage"] = false,
            },
        });
    }

    private static HandlerResult ObAgents(RouteContext context) =>
        HandlerResult.Contents([.. context.Cluster.Agents.Select(a => (JsonNode)new JsonObject { ["ip"] = a.Ip, ["port"] = a.Port })]);

    private static HandlerResult Login(RouteContext context)
    {
        var session = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var wrapped = BodyCipher.Encrypt(Encoding.ASCII.GetBytes(session), context.Request.Auth!.Keys);
        Verification.OpenSession(context.Agent, session);
        return HandlerResult.Of(Convert.ToBase64String(wrapped));
    }

    private static HandlerResult Logout(RouteContext context)
    {
        var binder = new JsonBinder(context.Request, "LogoutParam");
        var session = binder.Text("session_id") ?? "";
        binder.Check();
        context.Agent.Sessions.Remove(session);
        return HandlerResult.Empty;
    }

    /// <summary>
    /// An agent with identity SINGLE joins itself and becomes MASTER. This is the smallest local DAG (capture join-self).
    /// </summary>
    private static HandlerResult Join(RouteContext context)
    {
        var binder = new JsonBinder(context.Request, "JoinApiParam");
        var zone = binder.Text("zoneName") ?? "";
        binder.Require("ZoneName", "ZoneName", zone.Length > 0);
        binder.Check();
        context.RequireIdentity("SINGLE");
        var agent = context.Agent;
        var dag = agent.LocalEngine.Create("Join self", 2, "", [new NodePlan("Join self", Work)], context.Cluster.Clock.UtcNow, agent.Ip, agent.Port);
        return HandlerResult.Of(context.DagJson.Created(dag));

        System.Collections.Generic.IEnumerable<int> Work(SubTaskRun run)
        {
            run.Log("set agent identity to master");
            agent.Identity = "MASTER";
            agent.Zone = zone;
            yield break;
        }
    }
}
