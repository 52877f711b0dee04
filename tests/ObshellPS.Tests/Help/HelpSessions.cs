using System;
using System.Globalization;
using System.Linq;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Help;

/// <summary>A session for each language: PowerShell keeps the help file that a session has read first.</summary>
public sealed class HelpSessions : IDisposable
{
    private readonly HostedSession english = new(HostedSession.ModuleManifest);
    private readonly HostedSession chinese = new(HostedSession.ModuleManifest);

    /// <summary>What a script that reads <c>$help</c> shows of a cmdlet in English.</summary>
    public string[] English(string script, string cmdlet) => Read(english, "en-US", script, cmdlet);

    /// <summary>The same in Chinese.</summary>
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
