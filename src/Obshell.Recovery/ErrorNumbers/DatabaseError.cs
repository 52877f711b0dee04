namespace Obshell.Recovery.ErrorNumbers;

/// <summary>What is known of one or more of OceanBase's own error numbers. Texts are functions: the language is that of whoever reads them.</summary>
internal sealed class DatabaseError(Func<string> meaning, Func<string> advice, params int[] numbers)
{
    /// <summary>What OceanBase means by them, in a few words.</summary>
    public string Meaning => meaning();

    /// <summary>What to do, in sentences.</summary>
    public string Advice => advice();

    /// <summary>As OceanBase counts them, without the sign.</summary>
    public IReadOnlyList<int> Numbers { get; } = numbers;
}
