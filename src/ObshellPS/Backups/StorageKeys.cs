using System.Collections;
using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Storage;
using ObshellPS.Binding;
using ObshellPS.Objects;

namespace ObshellPS.Backups;

/// <summary>
/// Reads <c>-StorageCredential</c>: one PSCredential for all places, or a hashtable with a PSCredential for each place. The user name is
/// the access id, the password is the access key.
/// </summary>
internal static class StorageKeys
{
    /// <returns>Null when the parameter is not given.</returns>
    /// <exception cref="ObshellInputException">The value has another type, or contains a key that a URI cannot contain.</exception>
    public static StorageCredential? Read(object? value, string parameter)
    {
        object? plain = PropertyBag.Unwrap(value);
        if (plain is null)
        {
            return null;
        }

        var faults = new FaultList();
        var keys = new StorageCredential();
        switch (plain)
        {
            case PSCredential one:
                Add("", one);
                break;
            case IDictionary many:
                foreach (DictionaryEntry entry in many)
                {
                    string place = entry.Key.ToString() ?? "";
                    if (PropertyBag.Unwrap(entry.Value) is PSCredential credential)
                    {
                        Add(place, credential);
                    }
                    else
                    {
                        faults.Add("InvalidStorageCredential", parameter, TenantBackupTexts.FormatCredentialValue(new StorageUri(place).ToString()));
                    }
                }

                break;
            default:
                faults.Add("InvalidStorageCredential", parameter, TenantBackupTexts.FormatCredentialType(plain.GetType().Name, "@{ 'oss://bucket' = $credential }"));
                break;
        }

        faults.ThrowIfAny();
        return keys;

        void Add(string place, PSCredential credential)
        {
            try
            {
                keys.Add(place, credential.UserName, credential.Password);
            }
            catch (ArgumentException e)
            {
                faults.Add("InvalidStorageCredential", parameter, place.Length == 0 ? e.Message : TenantBackupTexts.FormatCredentialFault(new StorageUri(place).ToString(), e.Message));
            }
        }
    }
}
