using System.Security;

namespace Obshell.Client.Restores.Requests;

/// <summary>
/// Reads what people type as the value of a field: one method for each kind of field, so that a new kind does not compile
/// before it can be read. Null means "not given"; what cannot be read is a fault that the reader keeps.
/// </summary>
public interface IRestoreValueReader
{
    /// <summary>A text.</summary>
    string? Text(object? value, string parameter);

    /// <summary>A place of backups.</summary>
    StorageUri? Uri(object? value, string parameter);

    /// <summary>A moment, given as a time.</summary>
    RestorePoint? Moment(object? value, string parameter);

    /// <summary>A moment, given as an SCN.</summary>
    RestorePoint? Scn(object? value, string parameter);

    /// <summary>An integer.</summary>
    int? Number(object? value, string parameter);

    /// <summary>The zones.</summary>
    IReadOnlyList<ZoneParam>? Zones(object? value, string parameter);

    /// <summary>Zones by falling priority.</summary>
    string? ZonePriority(object? value, string parameter);

    /// <summary>A secret.</summary>
    SecureString? Secret(object? value, string parameter);

    /// <summary>Several secrets.</summary>
    IReadOnlyList<SecureString>? Secrets(object? value, string parameter);
}
