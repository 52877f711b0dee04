namespace ObshellPS.Pipeline;

/// <summary>What came of a question.</summary>
internal enum ConsentAnswer
{
    /// <summary>It may be done.</summary>
    Given,

    /// <summary>It was refused.</summary>
    Withheld,

    /// <summary>Only shown: -WhatIf.</summary>
    Shown,

    /// <summary>The host cannot ask.</summary>
    NobodyThere,
}
