using System.Globalization;

namespace Obshell.Client.Display;

/// <summary>Sets a language for texts that differs from the thread's. It ends when it is disposed on the same thread.</summary>
public readonly struct LanguageScope : IDisposable
{
    private readonly CultureInfo? before;

    private LanguageScope(CultureInfo? before) => this.before = before;

    /// <summary>Begins a scope.</summary>
    /// <param name="language">Null for the thread's own.</param>
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
