using Obshell.Client;
using Obshell.Client.Restores.Requests;
using Obshell.Recovery.Drills.Planning;
using ObshellPS.Pipeline;

namespace ObshellPS.Drills;

/// <summary>Makes the sources of drills from typed or piped values, and gives each source the name of its throw-away tenant.</summary>
internal sealed class DrillSources
{
    private readonly ObCmdlet cmdlet;
    private readonly ObshellClient client;
    private readonly DrillNames names;
    private readonly DrillChecks checks;

    /// <param name="cmdlet">The cmdlet that writes warnings.</param>
    /// <param name="client">The client of the cluster on which the backups are restored.</param>
    /// <param name="pattern">The name pattern, see <see cref="DrillNames"/>.</param>
    /// <param name="checks">Makes the user's checks.</param>
    /// <exception cref="ObshellInputException">The pattern cannot make names.</exception>
    public DrillSources(ObCmdlet cmdlet, ObshellClient client, string pattern, DrillChecks checks)
    {
        this.cmdlet = cmdlet;
        this.client = client;
        this.checks = checks;
        names = DrillNames.Parse(pattern);
    }

    /// <summary>Makes the source from this draft, with the name of its throw-away tenant.</summary>
    public DrillSource Next(DrillDraft draft, out DrillName name)
    {
        name = names.Next(draft.NameOrPlace, client.Clock.GetUtcNow());
        DrillSource source = draft.ToSource(name.Tenant, client.AgentNow, checks.For(draft));
        foreach (RequestWarning warning in RequestWarning.Of(source.Template, name.Tenant))
        {
            cmdlet.WriteWarning(warning.Text);
        }

        return source;
    }
}
