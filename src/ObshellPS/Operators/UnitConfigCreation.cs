using Obshell.Client.Changes;
using Obshell.Client.Display;
using ObshellPS.Pipeline;

namespace ObshellPS.Operators;

/// <summary>The texts about the creation of a unit config, for the cmdlet and for a recovery plan.</summary>
internal static class UnitConfigCreation
{
    /// <param name="name">The name of the unit config.</param>
    public static ChangeText<PlainChange> Text(string name) => new("POST unit/config", name)
    {
        Outcome = static c => c.AnswerLost ? c.Outcome : PipelineTexts.OutcomeCreated,
        UnderWay = ResourceTexts.FormatCreationOf(name),
        Where = ResourceTexts.FormatUnitConfigShows(CommandArgument.Of(name)),
        Found = _ => ResourceTexts.FormatCreatedFound(name),
    };
}
