using Obshell.Client.Errors;
using Obshell.Client.Http;
using Obshell.Client.Json;

namespace Obshell.Client.Changes;

/// <summary>A change: its request, how its answer is read, and how it is found when the answer is lost.</summary>
internal sealed class Change<T>
    where T : AgentResult
{
    /// <param name="request">Sent once.</param>
    /// <param name="what">Completes "It is unknown whether".</param>
    /// <param name="subject">What it changes.</param>
    /// <param name="read">
    /// Reads the answer of an agent that accepted it. One that cannot be read (<see cref="ObshellProtocolException"/>) is a lost one
    /// where there is something to look at.
    /// </param>
    public Change(ApiRequest request, string what, ChangeSubject subject, Func<Answer, CancellationToken, Task<T>> read)
    {
        Request = request;
        What = what;
        Subject = subject;
        Read = read;
    }

    public ApiRequest Request { get; }

    public string What { get; }

    /// <summary>A look may find out more about it.</summary>
    public ChangeSubject Subject { get; set; }

    public string UnknownId { get; init; } = "ChangeUnknown";

    public Func<Answer, CancellationToken, Task<T>> Read { get; }

    /// <summary>One look at what the change makes; null where nobody knows what that is.</summary>
    public Func<SentChange, CancellationToken, Task<ChangeLookup<T>>>? Look { get; init; }

    /// <summary>Completes " failed too", when a look fails.</summary>
    public string Looking { get; init; } = "Looking for it";
}
