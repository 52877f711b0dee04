using System.Globalization;

namespace Obshell.Client.Display;

/// <summary>Sets another language for the texts of this thread, until the scope is disposed. Dispose it on the same thread.</summary>
public readonly struct LanguageScope : IDisposable
{
    private readonly CultureInfo? before;

    private LanguageScope(CultureInfo? before) => this.before = before;

    /// <summary>Begins a scope.</summary>
    /// <param name="language">The language; null keeps the language of the thread.</param>
    public static LanguageScope Of(CultureInfo? language)
    {
        if (language is null)
        {
            return default;
        }

        CultureInfo before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = language;
        return new LanguageScope(before);
    }

    /// <summary>Ends the scope.</summary>
    public void Dispose()
    {
        if (before is not null)
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
