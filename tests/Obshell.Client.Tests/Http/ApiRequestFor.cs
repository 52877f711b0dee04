using System.Net.Http;
using System.Text;
using Obshell.Client.Http;

namespace Obshell.Client.Tests.Http;

/// <summary>Requests with which another client changes something during a test.</summary>
internal static class ApiRequestFor
{
    public static ApiRequest Operator(string dag, string name) =>
        ApiRequest.Change(HttpMethod.Post, "/api/v1/task/dag/" + dag, Encoding.UTF8.GetBytes($"{{\"operator\":\"{name}\"}}"));
}
