using System.Collections.Generic;
using System.Security;

namespace Obshell.Client.Restores.Requests;

/// <summary>
/// Reads what people type as the value of a field: one method for each kind of field, so that a new kind does not compile
/// before it can be read. Null means "not given"; what cannot be read is a fault that the reader keeps.
/// </summary>
internal interface IRestoreValueReader
{
    string? Text(object? value, string parameter);

    StorageUri? Uri(object? value, string parameter);

    RestorePoint? Moment(object? value, string parameter);

    RestorePoint? Scn(object? value, string parameter);

    int? Number(object? value, string parameter);

    IReadOnlyList<ZoneParam>? Zones(object? value, string parameter);

    string? ZonePriority(object? value, string parameter);

    SecureString? Secret(object? value, string parameter);

    IReadOnlyList<SecureString>? Secrets(object? value, string parameter);
}
