using System.Security;
using System.Text.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client.Restores.Requests;

/// <summary>The kinds of fields of a restore.</summary>
internal static class RestoreFieldKinds
{
    public static readonly RestoreFieldKind<string> Text = new(
        static (reader, value, parameter) => reader.Text(value, parameter),
        string.Equals,
        static (json, key, text) => json.WriteString(key, text));

    /// <summary>The URI may contain keys of an object store.</summary>
    public static readonly RestoreFieldKind<StorageUri> Uri = new(
        static (reader, value, parameter) => reader.Uri(value, parameter),
        static (one, other) => one.Equals(other),
        static (json, key, uri) => json.WriteString(key, uri.Reveal()))
    {
        Remember = static (redactor, uri) => uri.RememberSecrets(redactor),
    };

    /// <summary>A point in time, given as a time.</summary>
    public static readonly RestoreFieldKind<RestorePoint> Moment = new(
        static (reader, value, parameter) => reader.Moment(value, parameter),
        static (one, other) => one.Scn == other.Scn,
        static (json, key, point) => json.WriteNumber(key, point.Scn));

    /// <summary>A point in time, given as an SCN.</summary>
    public static readonly RestoreFieldKind<RestorePoint> Scn = Moment with
    {
        Read = static (reader, value, parameter) => reader.Scn(value, parameter),
    };

    public static readonly RestoreFieldKind<int?> Number = new(
        static (reader, value, parameter) => reader.Number(value, parameter),
        static (one, other) => one == other,
        static (json, key, number) => json.WriteNumber(key, number!.Value));

    public static readonly RestoreFieldKind<IReadOnlyList<ZoneParam>> Zones = new(
        static (reader, value, parameter) => reader.Zones(value, parameter),
        static (one, other) => one.Select(z => z.ToString()).SequenceEqual(other.Select(z => z.ToString())),
        WriteZones);

    /// <summary>Zones in order of priority, highest first.</summary>
    public static readonly RestoreFieldKind<string> ZonePriority = Text with
    {
        Read = static (reader, value, parameter) => reader.ZonePriority(value, parameter),
    };

    public static readonly RestoreFieldKind<SecureString> Secret = new(
        static (reader, value, parameter) => reader.Secret(value, parameter),
        SecretText.AreEqual,
        static (json, key, secret) =>
        {
            json.WritePropertyName(key);
            WriteSecret(json, secret);
        })
    {
        Remember = static (redactor, secret) => redactor.Remember(secret),
        IsSecret = true,
    };

    public static readonly RestoreFieldKind<IReadOnlyList<SecureString>> Secrets = new(
        static (reader, value, parameter) => reader.Secrets(value, parameter),
        static (one, other) => one.Count == other.Count && one.Zip(other, SecretText.AreEqual).All(same => same),
        WriteSecrets)
    {
        Remember = static (redactor, secrets) =>
        {
            foreach (SecureString secret in secrets)
            {
                redactor.Remember(secret);
            }
        },
        IsSecret = true,
    };

    private static void WriteZones(Utf8JsonWriter json, string key, IReadOnlyList<ZoneParam> zones)
    {
        json.WriteStartArray(key);
        foreach (ZoneParam zone in zones)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, zone.Name);
            json.WriteString("replica_type"u8, zone.ReplicaType.ToWire());
            json.WriteString("unit_config_name"u8, zone.UnitConfigName);
            json.WriteNumber("unit_num"u8, zone.UnitNum);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSecrets(Utf8JsonWriter json, string key, IReadOnlyList<SecureString> secrets)
    {
        if (secrets.Count == 0)
        {
            return;
        }

        json.WriteStartArray(key);
        foreach (SecureString secret in secrets)
        {
            WriteSecret(json, secret);
        }

        json.WriteEndArray();
    }

    private static void WriteSecret(Utf8JsonWriter json, SecureString secret) =>
        JsonText.Use(secret, (literal, length) => json.WriteRawValue(literal.AsSpan(0, length), skipInputValidation: true));
}
