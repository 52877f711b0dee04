namespace Obshell.Client;

/// <summary>Gets every HTTP request. It is called from any thread and must not block.</summary>
public interface IRequestLog
{
    /// <summary>Whether bodies are kept (redacted) for <see cref="Completed"/>.</summary>
    bool WantsBodies { get; }

    /// <summary>A request has ended, with or without success.</summary>
    void Completed(RequestTrace request);
}
