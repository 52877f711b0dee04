using System.Globalization;
using System.Text.RegularExpressions;

namespace Obshell.Simulator;

/// <summary>Reads a time span like the agent: digits and one unit, which can be days (PROTOCOL-BACKUP 2).</summary>
internal static partial class GoDuration
{
    /// <exception cref="AgentException">The text is not a time span.</exception>
    public static TimeSpan Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success || !double.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 1e12)
            throw new AgentException(ErrorCodes.InvalidTimeDuration.With(text, "invalid format"), nullData: true);
        var seconds = number * match.Groups[2].Value.ToUpperInvariant() switch
        {
            "NS" => 1e-9,
            "US" => 1e-6,
            "MS" => 1e-3,
            "S" => 1,
            "M" => 60,
            "H" => 3600,
            _ => 86400,
        };
        return seconds > TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);
    }

    [GeneratedRegex(@"\A(\d+)(ns|us|ms|s|m|h|d)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
