using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Durations;

namespace Obshell.Recovery.Drills.Planning;

/// <summary>The point to which a drill restores: the newest point, a moment, or a duration before the drill starts.</summary>
public sealed class DrillPoint
{
    private const string Latest = "latest";
    private const string Ago = "ago";

    private readonly RestorePoint? moment;
    private readonly TimeSpan? before;
    private readonly string text;

    private DrillPoint(string text, RestorePoint? moment = null, TimeSpan? before = null)
    {
        this.text = text;
        this.moment = moment;
        this.before = before;
    }

    /// <summary>The newest point that the backup has.</summary>
    public static DrillPoint Newest { get; } = new(Latest);

    /// <summary>Whether the user gave a point. If so, the restore needs the archived logs (trap 32).</summary>
    public bool IsNamed => moment is not null || before is not null;

    /// <summary>A point that the user gave.</summary>
    public static DrillPoint At(RestorePoint point) => new(point.Utc, moment: point);

    /// <summary>Reads <c>latest</c>, a duration such as <c>15 minutes ago</c>, or an ISO 8601 time with Z or an offset.</summary>
    /// <exception cref="ArgumentException">The text has another form. The message says what is wrong with it.</exception>
    public static DrillPoint Parse(string given)
    {
        string text = given.Trim();
        if (text.Equals(Latest, StringComparison.OrdinalIgnoreCase))
        {
            return Newest;
        }

        if (text.EndsWith(" " + Ago, StringComparison.OrdinalIgnoreCase))
        {
            string span = text.Substring(0, text.Length - Ago.Length).Trim();
            return DurationText.ParseWithUnit(span, out string fault) is { } before
                ? new DrillPoint(span + " " + Ago, before: before)
                : throw new ArgumentException(fault);
        }

        try
        {
            return At(RestorePoint.Parse(text));
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException(Listing.Sentences(e.Message, DrillTexts.PointForms));
        }
    }

    /// <summary>The point; null for the newest point.</summary>
    /// <param name="now">The time of the agent's clock.</param>
    public RestorePoint? Resolve(DateTimeOffset now) => before is { } span ? RestorePoint.FromInstant(now - span) : moment;

    /// <inheritdoc/>
    public override string ToString() => text;
}
