using System.Net.Http;
using System.Text;
using Obshell.Client.Http;

namespace Obshell.Client.Tests.Http;

/// <summary>Changes that the cmdlets of this issue do not send, for tests that need another client to send them.</summary>
internal static class ApiRequestFor
{
    public static ApiRequest Operator(string dag, string name) =>
        ApiRequest.Change(HttpMethod.Post, "/api/v1/task/dag/" + dag, Encoding.UTF8.GetBytes($"{{\"operator\":\"{name}\"}}"));
}
