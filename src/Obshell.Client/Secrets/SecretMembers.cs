using System.Text.RegularExpressions;

namespace Obshell.Client.Secrets;

/// <summary>
/// Members of JSON objects whose values are never shown: secret members of the API, and all members whose names look like secrets.
/// </summary>
internal static class SecretMembers
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "encryption", "rootPwd", "Auth", "Authorization", "Keys", "Token",
    };

    private static readonly Regex Like = new(SecretNames.Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly Regex OfRequests = new("^(?:" + SecretNames.RequestPattern + ")$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static bool Contains(string name) => Names.Contains(name) || (name.Length <= 100 && OfRequests.IsMatch(name)) || (name.Length <= 100 && Like.IsMatch(name));
}
