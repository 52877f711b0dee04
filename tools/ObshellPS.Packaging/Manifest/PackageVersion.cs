using System.Text.RegularExpressions;

namespace ObshellPS.Packaging.Manifest;

/// <summary>The version of the build (0.2.0-preview1), split into the two values of a module's manifest.</summary>
internal sealed partial record PackageVersion(string ModuleVersion, string Prerelease)
{
    /// <summary>
    /// Reads three numbers. A hyphen and a label of ASCII letters and digits can follow. The PowerShell Gallery refuses dots, hyphens and
    /// build metadata in the label, but reports this only when the package is published.
    /// </summary>
    public static PackageVersion Parse(string text)
    {
        Match match = Form().Match(text);
        return match.Success
            ? new PackageVersion(match.Groups["numbers"].Value, match.Groups["label"].Value)
            : throw new PackagingException($"'{text}' is not a version for the Gallery. Write three numbers, and a label of letters and digits if it is a prerelease: 0.2.0-preview1.");
    }

    public override string ToString() => Prerelease.Length == 0 ? ModuleVersion : $"{ModuleVersion}-{Prerelease}";

    [GeneratedRegex(@"\A(?<numbers>(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2})(-(?<label>[a-zA-Z][a-zA-Z0-9]*))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
