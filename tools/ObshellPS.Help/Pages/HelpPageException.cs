using System;

namespace ObshellPS.Help.Pages;

/// <summary>A page that cannot be read; the message begins with <c>file(line):</c> so that editors and CI can open the line.</summary>
public sealed class HelpPageException : Exception
{
    internal HelpPageException(string file, int line, string message)
        : base($"{file}({line}): {message}")
    {
    }
}
