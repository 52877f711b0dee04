namespace Obshell.Simulator;

/// <summary>
/// Makes an agent answer with the errors of an older version (PROTOCOL 8 and 10). The routes are always the routes of 4.5.0.0.
/// </summary>
public enum LegacyMode
{
    /// <summary>
    /// 4.4.2.0 and later: errors have errCode. The numeric code is 1 for a header that cannot be decoded, and 10008 for other
    /// authentication faults.
    /// </summary>
    None,

    /// <summary>
    /// 4.3.1.0 to 4.4.1.x: errors have errCode, but the error for a header that cannot be decoded has no numeric code. Keys have 512 bits.
    /// </summary>
    Before442,

    /// <summary>
    /// 4.2.3.0 to 4.3.0.x: errors have the numeric codes of PROTOCOL 7, and no errCode. Every authentication fault is 401 / 10008
    /// <c>Verification failed</c>. The password is checked before the Uri. An agent with identity SINGLE accepts any login. A DAG has no
    /// <c>maintenance_type</c> and <c>maintenance_key</c>. Keys have 512 bits.
    /// </summary>
    Before431,
}
