using System.Globalization;

namespace Obshell.Client.Http;

/// <summary>
/// The language in which an agent writes its errors: Chinese or English. The agent accepts only one plain tag in <c>Accept-Language</c>. It
/// ignores a list with weights, as browsers send it (PROTOCOL 1.4).
/// </summary>
internal static class AgentLanguage
{
    public static string Of(CultureInfo culture) => culture.TwoLetterISOLanguageName == "zh" ? "zh-CN" : "en";
}
