using System.Globalization;

namespace Obshell.Client.Http;

/// <summary>
/// The language in which an agent writes its errors. An agent knows Chinese and English, and reads <c>Accept-Language</c> as one plain
/// tag. It ignores a browser's list with weights (PROTOCOL 1.4).
/// </summary>
internal static class AgentLanguage
{
    public static string Of(CultureInfo culture) => culture.TwoLetterISOLanguageName == "zh" ? "zh-CN" : "en";
}
