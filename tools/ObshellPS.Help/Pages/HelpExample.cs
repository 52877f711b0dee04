using System.Collections.Generic;

namespace ObshellPS.Help.Pages;

/// <summary>One example of a page.</summary>
public sealed class HelpExample
{
    internal HelpExample(string title, string code, IReadOnlyList<string> text)
    {
        Title = title;
        Code = code;
        Text = text;
    }

    /// <summary>The title without the number.</summary>
    public string Title { get; }

    /// <summary>The script. It runs unchanged in a connected session.</summary>
    public string Code { get; }

    /// <summary>The explanation, one element for each paragraph.</summary>
    public IReadOnlyList<string> Text { get; }
}
