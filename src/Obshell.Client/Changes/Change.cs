using Obshell.Client.Errors;
using Obshell.Client.Http;
using Obshell.Client.Json;

namespace Obshell.Client.Changes;

/// <summary>
/// A change: the request, the method that reads its answer, and the method that looks for the result when the answer is lost.
/// </summary>
internal sealed class Change<T>
    where T : AgentResult
{
    /// <param name="request">The request; it is sent once.</param>
    /// <param name="unknown">The sentence for a change with an unknown outcome.</param>
    /// <param name="subject">The object of the change.</param>
    /// <param name="read">
    /// Reads the answer of the agent that accepted the change. If the answer cannot be read (<see cref="ObshellProtocolException"/>) and
    /// <see cref="Look"/> is set, the answer is treated as lost.
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

    /// <summary>The object of the change. <see cref="Look"/> may add data to it.</summary>
    public ChangeSubject Subject { get; set; }

    public string UnknownId { get; init; } = "ChangeUnknown";

    public Func<Answer, CancellationToken, Task<T>> Read { get; }

    /// <summary>Reads once whether the change was made; null when no read can show this.</summary>
    public Func<SentChange, CancellationToken, Task<ChangeLookup<T>>>? Look { get; init; }

    /// <summary>Makes a sentence from the reason why <see cref="Look"/> failed. Required when <see cref="Look"/> is set.</summary>
    public Func<string, string>? LookFailed { get; init; }
}
