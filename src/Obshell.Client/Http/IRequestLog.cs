namespace Obshell.Client;

/// <summary>Gets every HTTP request. Called from any thread; must not block.</summary>
public interface IRequestLog
{
    /// <summary>Whether bodies shall be kept (redacted) for <see cref="Completed"/>.</summary>
    bool WantsBodies { get; }

    /// <summary>A request ended, well or not.</summary>
    void Completed(RequestTrace request);
}
