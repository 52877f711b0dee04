using System.Globalization;

namespace Obshell.Simulator;

/// <summary>
/// Makes the checks 3 to 6 of PROTOCOL 2.6. Returns the context of the agent that handles the request: a FOLLOWER forwards the request to
/// its MASTER (1.7).
/// </summary>
internal static class Verification
{
    private static readonly TimeSpan _sessionLife = TimeSpan.FromSeconds(1800);

    public static RouteContext Check(RouteContext context)
    {
        var request = context.Request;
        var agent = context.Agent;
        var isOld = agent.Legacy == LegacyMode.Before431;
        if (!agent.KnowsV2)
            throw Fault(ErrorCodes.VerificationFailed);
        if (request.Auth is not { } auth)
            throw Fault(isOld ? ErrorCodes.VerificationFailed : ErrorCodes.HeaderNotFound);
        if (isOld)
        {
            // These versions check the password first, then the Uri. An agent with identity SINGLE accepts any login (PROTOCOL 8, 4.2.3.0).
            if (agent.Identity == "SINGLE")
                return context;
            CheckPassword(context, auth);
            return auth.Uri == request.RawTarget ? context : throw Fault(ErrorCodes.UriMismatch);
        }
        if (auth.Uri != request.RawTarget)
            throw Fault(ErrorCodes.UriMismatch);
        if (auth.SessionId.Length > 0 && agent.Identity == "CLUSTER AGENT" && request.Path != "/api/v1/login")
        {
            CheckTimestamp(context, auth);
            CheckSession(agent, auth.SessionId);
            return context;
        }
        if (agent.Identity == "FOLLOWER")
        {
            if (request.IsAgentHeader)
                throw Fault(ErrorCodes.ForwardHeaderNotExist);
            var master = context.Cluster.Agents.FirstOrDefault(a => a.Identity == "MASTER" && a.IsRunning) ?? throw Fault(ErrorCodes.ForwardMasterNotFound);
            return Check(context with { Agent = master });
        }
        CheckPassword(context, auth);
        return context;
    }

    private static void CheckPassword(RouteContext context, AuthHeader auth)
    {
        var agent = context.Agent;
        var hasAgentPassword = agent.AgentPassword.Length > 0;
        if (context.Request.IsAgentHeader)
        {
            var hasRootPassword = agent.Identity != "SINGLE" && agent.RootPasswordInitialised && agent.RememberedRootPassword.Length > 0;
            if (hasAgentPassword)
            {
                CheckTimestampOf(context, auth);
                if (auth.Auth != agent.AgentPassword)
                    throw Unauthorized(ErrorCodes.IncorrectAgentPassword.With());
            }
            else if (hasRootPassword)
                throw Unauthorized(ErrorCodes.WithOceanBasePassword.With(agent.Address));
            return;
        }
        if (agent.Identity == "SINGLE")
        {
            if (hasAgentPassword)
                throw Unauthorized(ErrorCodes.WithAgentPassword.With(agent.Address));
            return;
        }
        if (!agent.RootPasswordInitialised && hasAgentPassword)
            throw Unauthorized(ErrorCodes.WithAgentPassword.With(agent.Address));
        CheckTimestampOf(context, auth);
        if (auth.Auth == agent.RememberedRootPassword)
            return;
        // If the password differs from the agent's stored password, the agent tries a login to the database (trap 33). If the login
        // succeeds, the agent stores this password.
        context.Cluster.DatabaseLoginAttempts++;
        if (auth.Auth != context.Cluster.RootPassword)
            throw Unauthorized(ErrorCodes.IncorrectOceanBasePassword.With());
        agent.RememberedRootPassword = auth.Auth;
        agent.Sessions.Clear();
    }

    /// <summary>Checks the timestamp only if the request has a password.</summary>
    private static void CheckTimestampOf(RouteContext context, AuthHeader auth)
    {
        if (auth.Auth.Length > 0)
            CheckTimestamp(context, auth);
    }

    private static void CheckTimestamp(RouteContext context, AuthHeader auth)
    {
        if (!long.TryParse(auth.Ts, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var expiry))
            throw Unauthorized(ErrorCodes.TimestampInvalid.With(auth.Ts, $"strconv.ParseInt: parsing \"{auth.Ts}\": invalid syntax"));
        // The agent compares whole seconds: in the second of its expiry, a request is still valid. The expiry can be at any later time.
        // There is no nonce (PROTOCOL 2.3).
        if (context.Request.ReceivedAt.ToUnixTimeSeconds() > expiry)
            throw Unauthorized(ErrorCodes.Expired.With());
    }

    private static void CheckSession(SimulatedAgent agent, string session)
    {
        if (!agent.Sessions.TryGetValue(session, out var until))
            throw Unauthorized(ErrorCodes.SessionInvalid.With());
        if (agent.Now > until)
            throw Unauthorized(ErrorCodes.SessionExpired.With());
        OpenSession(agent, session);
    }

    /// <summary>Stores a session for 1800 s. Each request extends it (PROTOCOL 2.8).</summary>
    public static void OpenSession(SimulatedAgent agent, string session) => agent.Sessions[session] = agent.Now + _sessionLife;

    private static AgentException Fault(ErrorCode code) => new(code.With());

    private static AgentException Unauthorized(AgentError error) => new(error.Wrap("Unauthorized"));
}
