namespace Obshell.Recovery.ErrorNumbers;

/// <summary>
/// The information about one or more of OceanBase's own error numbers. Texts are functions, because their language is the language of the
/// reader.
/// </summary>
internal sealed class DatabaseError(Func<string> meaning, Func<string> advice, params int[] numbers)
{
    /// <summary>The meaning of the numbers in OceanBase, in a few words.</summary>
    public string Meaning => meaning();

    /// <summary>What to do, in sentences.</summary>
    public string Advice => advice();

    /// <summary>The numbers as OceanBase writes them, without the sign.</summary>
    public IReadOnlyList<int> Numbers { get; } = numbers;
}
