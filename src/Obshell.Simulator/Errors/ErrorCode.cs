namespace Obshell.Simulator;

/// <summary>A row of PROTOCOL 7.</summary>
/// <param name="Name">errCode.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="English">Template.</param>
/// <param name="Number">Legacy code of 4.5.0.0, null when the key is omitted.</param>
/// <param name="Old">Numeric code of agents before 4.3.1.0.</param>
/// <param name="Chinese">Chinese template where a capture shows it.</param>
/// <param name="RawWithoutLanguage">The untranslated message lacks the template's prefix.</param>
internal sealed record ErrorCode(string Name, int Status, string English, int? Number = null, int? Old = null, string? Chinese = null, bool RawWithoutLanguage = false)
{
    public AgentError With(params object?[] arguments) => new(this, arguments);

    /// <summary>Code of an agent that sends no errCode: the list in PROTOCOL 7, by status where the list has no closer entry.</summary>
    public int OldNumber => Old ?? Status switch
    {
        400 => 1000,
        401 => 10008,
        404 => 1003,
        _ => 1002,
    };
}
