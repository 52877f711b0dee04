using System.Globalization;

namespace Obshell.Client.Http;

/// <summary>
/// The language in which an agent words its errors: it knows Chinese and English, and reads <c>Accept-Language</c> as one
/// plain tag, so a browser's list with weights would be ignored (PROTOCOL 1.4).
/// </summary>
internal static class AgentLanguage
{
    public static string Of(CultureInfo culture) => culture.TwoLetterISOLanguageName == "zh" ? "zh-CN" : "en";
}
