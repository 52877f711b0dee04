using Obshell.Client.Errors;
using Obshell.Client.Http;
using Obshell.Client.Json;

namespace Obshell.Client.Changes;

/// <summary>A change: its request, how its answer is read, and how it is found when the answer is lost.</summary>
internal sealed class Change<T>
    where T : AgentResult
{
    /// <param name="request">Sent once.</param>
    /// <param name="unknown">The sentence that says it, when its outcome is unknown.</param>
    /// <param name="subject">What it changes.</param>
    /// <param name="read">
    /// Reads the answer of an agent that accepted it. One that cannot be read (<see cref="ObshellProtocolException"/>) is a lost one
    /// where there is something to look at.
    /// </param>
    public Change(ApiRequest request, string unknown, ChangeSubject subject, Func<Answer, CancellationToken, Task<T>> read)
    {
        Request = request;
        Unknown = unknown;
        Subject = subject;
        Read = read;
    }

    public ApiRequest Request { get; }

    public string Unknown { get; }

    /// <summary>A look may find out more about it.</summary>
    public ChangeSubject Subject { get; set; }

    public string UnknownId { get; init; } = "ChangeUnknown";

    public Func<Answer, CancellationToken, Task<T>> Read { get; }

    /// <summary>One look at what the change makes; null where the client does not know what that is.</summary>
    public Func<SentChange, CancellationToken, Task<ChangeLookup<T>>>? Look { get; init; }

    /// <summary>The sentence that says it, with the reason, when a look fails. Needed where there is a <see cref="Look"/>.</summary>
    public Func<string, string> LookFailed { get; init; } = static reason => reason;
}
