namespace Obshell.Recovery.ErrorNumbers;

/// <summary>What is known of one or more of OceanBase's own error numbers.</summary>
/// <param name="Meaning">What OceanBase means by them, in a few words.</param>
/// <param name="Advice">What to do, in sentences.</param>
/// <param name="Numbers">As OceanBase counts them, without the sign.</param>
internal sealed record DatabaseError(string Meaning, string Advice, params int[] Numbers);
