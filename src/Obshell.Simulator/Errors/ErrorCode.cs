namespace Obshell.Simulator;

/// <summary>One error code, a row of the table in PROTOCOL 7.</summary>
/// <param name="Name">errCode.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="English">The message template.</param>
/// <param name="Number">The numeric code in 4.5.0.0; null when the answer has no such key.</param>
/// <param name="Old">The numeric code of agents before 4.3.1.0.</param>
/// <param name="Chinese">The Chinese template, if a capture contains it.</param>
/// <param name="RawWithoutLanguage">True if the message is the raw text, without the template, when the client sends no language.</param>
internal sealed record ErrorCode(string Name, int Status, string English, int? Number = null, int? Old = null, string? Chinese = null, bool RawWithoutLanguage = false)
{
    public AgentError With(params object?[] arguments) => new(this, arguments);

    /// <summary>
    /// The numeric code that an agent without errCode sends. If PROTOCOL 7 lists no code for the error, the HTTP status determines it.
    /// </summary>
    public int OldNumber => Old ?? Status switch
    {
        400 => 1000,
        401 => 10008,
        404 => 1003,
        _ => 1002,
    };
}
