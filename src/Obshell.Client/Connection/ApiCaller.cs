using Obshell.Client.Http;
using Obshell.Client.Json;

namespace Obshell.Client.Connection;

/// <summary>
/// Sends the requests of the API classes over one connection, with one log. A setting decides whether a failed read is repeated.
/// </summary>
internal sealed class ApiCaller
{
    private readonly bool repeats;

    public ApiCaller(ObConnection connection, IRequestLog? log, bool repeats = true)
    {
        Connection = connection;
        Log = log;
        this.repeats = repeats;
    }

    public ObConnection Connection { get; }

    public IRequestLog? Log { get; }

    public ApiCaller Once => new(Connection, Log, repeats: false);

    public Task<Answer> ReadAsync(ApiRequest request, CancellationToken cancellation) => repeats
        ? Connection.ReadAsync(request, Log, cancellation)
        : Connection.ReadOnceAsync(request, Log, cancellation);
}
