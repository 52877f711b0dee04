using Obshell.Client.Errors;
using Obshell.Client.Http;
using Obshell.Client.Json;

namespace Obshell.Client.Changes;

/// <summary>A change: its request, how its answer is read, and how it is found when the answer is lost.</summary>
internal sealed class Change<T>
    where T : AgentResult
{
    /// <param name="request">The request; it is sent once.</param>
    /// <param name="unknown">The sentence for a change with an unknown outcome.</param>
    /// <param name="subject">The object of the change.</param>
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

    /// <summary>The object of the change. A look may find more data about it.</summary>
    public ChangeSubject Subject { get; set; }

    public string UnknownId { get; init; } = "ChangeUnknown";

    public Func<Answer, CancellationToken, Task<T>> Read { get; }

    /// <summary>Looks once for the result of the change; null where the client does not know the result.</summary>
    public Func<SentChange, CancellationToken, Task<ChangeLookup<T>>>? Look { get; init; }

    /// <summary>The sentence, with the reason, for a look that fails. It is needed where there is a <see cref="Look"/>.</summary>
    public Func<string, string>? LookFailed { get; init; }
}
