namespace Obshell.Simulator;

/// <summary>The form of an older agent's errors (PROTOCOL 8 and 10). The routes are always those of 4.5.0.0.</summary>
public enum LegacyMode
{
    /// <summary>4.4.2.0 and later: errCode, code 1 for an undecodable header, code 10008 for other authentication faults.</summary>
    None,

    /// <summary>4.3.1.0 to 4.4.1.x: errCode, but the error for an undecodable header has no numeric code; keys of 512 bits.</summary>
    Before442,

    /// <summary>
    /// 4.2.3.0 to 4.3.0.x: no errCode, numeric codes of PROTOCOL 7, every authentication fault is 401 / 10008
    /// <c>Verification failed</c>, the password is checked before the Uri, SINGLE accepts anything, a DAG has no
    /// <c>maintenance_type</c> and <c>maintenance_key</c>; keys of 512 bits.
    /// </summary>
    Before431,
}
