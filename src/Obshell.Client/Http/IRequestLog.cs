namespace Obshell.Client;

/// <summary>Receives every HTTP request. It can be called from any thread and must not block.</summary>
public interface IRequestLog
{
    /// <summary>Whether <see cref="Completed"/> receives the bodies, with secrets removed.</summary>
    bool WantsBodies { get; }

    /// <summary>A request has ended, with or without success.</summary>
    void Completed(RequestTrace request);
}
