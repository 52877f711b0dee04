namespace ObshellPS.Pipeline;

/// <summary>The result of a question.</summary>
internal enum ConsentAnswer
{
    /// <summary>The change can be made.</summary>
    Given,

    /// <summary>The user refused.</summary>
    Withheld,

    /// <summary>The change was only shown: -WhatIf.</summary>
    Shown,

    /// <summary>The host cannot ask.</summary>
    NobodyThere,
}
