using Obshell.Client.Display;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Reading;

/// <summary>Makes sentences about one item.</summary>
internal static class Sentences
{
    /// <summary>How the item ended, with the reason if there is one.</summary>
    public static string Ended(DisplayText reason, Func<string, string> because, Func<string> without) =>
        reason.IsEmpty ? without() : because(Listing.WithoutStop(reason.ToString()));
}
