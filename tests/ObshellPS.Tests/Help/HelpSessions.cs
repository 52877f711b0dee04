using System;
using System.Globalization;
using System.Linq;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Help;

/// <summary>One session for each language, because a session keeps the help file that it read first.</summary>
public sealed class HelpSessions : IDisposable
{
    private readonly HostedSession english = new(HostedSession.ModuleManifest);
    private readonly HostedSession chinese = new(HostedSession.ModuleManifest);

    /// <summary>The output of a script that reads <c>$help</c>, the English help of a cmdlet.</summary>
    public string[] English(string script, string cmdlet) => Read(english, "en-US", script, cmdlet);

    /// <summary>The output of a script that reads <c>$help</c>, the Chinese help of a cmdlet.</summary>
    public string[] Chinese(string script, string cmdlet) => Read(chinese, "zh-CN", script, cmdlet);

    public void Dispose()
    {
        english.Dispose();
        chinese.Dispose();
    }

    private static string[] Read(HostedSession session, string culture, string script, string cmdlet) =>
    [
        .. session.Invoke("[cultureinfo]::CurrentUICulture = $args[1]; $help = Get-Help $args[0] -Full\n" + script, cmdlet, CultureInfo.GetCultureInfo(culture))
            .ThrowIfFailed().Output.Select(o => o.ToString()!),
    ];
}
