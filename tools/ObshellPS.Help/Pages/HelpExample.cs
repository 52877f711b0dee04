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

    /// <summary>Its title without the number.</summary>
    public string Title { get; }

    /// <summary>The script: runs as it stands in a connected session.</summary>
    public string Code { get; }

    /// <summary>What it shows, a paragraph an element.</summary>
    public IReadOnlyList<string> Text { get; }
}
