using System.Globalization;

namespace Obshell.Client.Http;

/// <summary>
/// The language in which an agent writes its errors: Chinese or English. The agent reads <c>Accept-Language</c> as one plain tag, and
/// ignores a list with weights such as a browser sends (PROTOCOL 1.4).
/// </summary>
internal static class AgentLanguage
{
    public static string Of(CultureInfo culture) => culture.TwoLetterISOLanguageName == "zh" ? "zh-CN" : "en";
}
