using System.Globalization;

namespace Obshell.Client.Display;

/// <summary>Texts are in another language than the thread's, until it is disposed on the same thread.</summary>
public readonly struct LanguageScope : IDisposable
{
    private readonly CultureInfo? before;

    private LanguageScope(CultureInfo? before) => this.before = before;

    /// <summary>Begins one.</summary>
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

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        if (before is not null)
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
