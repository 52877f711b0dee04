using System.Security;

namespace Obshell.Client.Restores.Requests;

/// <summary>
/// Reads the values that users enter for the fields of a restore, with one method for each kind of field. So code with a new kind of field
/// does not compile until this interface has a method for the new kind. Null means "not given". The reader stores a fault for each value
/// that it cannot read.
/// </summary>
public interface IRestoreValueReader
{
    /// <summary>A text.</summary>
    string? Text(object? value, string parameter);

    /// <summary>A storage URI.</summary>
    StorageUri? Uri(object? value, string parameter);

    /// <summary>A point in time, given as a time.</summary>
    RestorePoint? Moment(object? value, string parameter);

    /// <summary>A point in time, given as an SCN.</summary>
    RestorePoint? Scn(object? value, string parameter);

    /// <summary>An integer.</summary>
    int? Number(object? value, string parameter);

    /// <summary>The zones.</summary>
    IReadOnlyList<ZoneParam>? Zones(object? value, string parameter);

    /// <summary>Zones in order of priority, highest first.</summary>
    string? ZonePriority(object? value, string parameter);

    /// <summary>A secret.</summary>
    SecureString? Secret(object? value, string parameter);

    /// <summary>Several secrets.</summary>
    IReadOnlyList<SecureString>? Secrets(object? value, string parameter);
}
