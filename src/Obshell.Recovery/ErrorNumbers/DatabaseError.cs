namespace Obshell.Recovery.ErrorNumbers;

/// <summary>
/// Meaning and advice for one or more of OceanBase's error numbers. A restore and a backup can need different advice. Texts are functions, because their language is known only when they are
/// shown.
/// </summary>
internal sealed class DatabaseError(Func<string> meaning, Func<string> advice, params int[] numbers)
{
    /// <summary>The meaning of the numbers in OceanBase, in a few words.</summary>
    public string Meaning => meaning();

    /// <summary>What to do, as one or more sentences.</summary>
    public string Advice => advice();

    /// <summary>What to do when a backup failed with the number.</summary>
    public string BackupAdvice => ForBackup?.Invoke() ?? Advice;

    /// <summary>The advice for backups; null when it is the same as for restores.</summary>
    public Func<string>? ForBackup { get; init; }

    /// <summary>The error numbers, without the minus sign.</summary>
    public IReadOnlyList<int> Numbers { get; } = numbers;
}
