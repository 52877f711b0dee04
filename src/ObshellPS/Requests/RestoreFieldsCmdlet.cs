using System.Management.Automation;
using System.Security;
using Obshell.Client;
using Obshell.Client.Restores.Requests;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Pipeline;

namespace ObshellPS.Requests;

/// <summary>
/// The parameters for fields of a restore that have the same meaning in a start, a test and a drill. Each cmdlet defines the parameters for
/// other fields, such as names and places. <see cref="TenantRestoreRequest.Fields"/> defines the fields.
/// </summary>
public abstract class RestoreFieldsCmdlet : ObChangeCmdlet
{
    /// <summary>Zones from highest to lowest priority, zone1;zone2,zone3. Default random.</summary>
    [Parameter]
    [Alias("primary_zone")]
    [ArgumentCompleter(typeof(PrimaryZoneCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.RandomPrimaryZone))]
    public string[]? PrimaryZone { get; set; }

    /// <summary>The number of threads of the restore. Default: the tenant's MAX_CPU.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.TenantMaxCpu))]
    public object? Concurrency { get; set; }

    /// <summary>All passwords of the backup sets.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [SecretTransformation(Many = true)]
    [LeftOutMeans(nameof(LeftOutTexts.NoBackupPassword))]
    public SecureString[]? Decryption { get; set; }

    /// <summary>The text for the key management service (KMS). It must already be escaped for a double-quoted SQL string.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [Alias("kms_encrypt_info")]
    [SecretTransformation]
    [LeftOutMeans(nameof(LeftOutTexts.NoKeyManagement))]
    public SecureString? KmsEncryptInfo { get; set; }

    /// <summary>The number of threads for high-availability tasks with high priority, 0 to 100. Default 10.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [Alias("ha_high_thread_score")]
    [LeftOutMeans(nameof(LeftOutTexts.DefaultScore))]
    public object? HaHighThreadScore { get; set; }

    /// <summary>The values of these fields that were given to this command.</summary>
    /// <exception cref="InvalidOperationException">The cmdlet has no parameter for one of these fields.</exception>
    private protected RestoreDraft ReadFields(IEnumerable<RestoreField> fields)
    {
        var draft = new RestoreDraft();
        foreach (RestoreField field in fields)
        {
            object? value = (GetType().GetProperty(field.Parameter)
                ?? throw new InvalidOperationException($"{GetType().Name} has no parameter {field.Parameter}.")).GetValue(this);
            if (!InputValue.IsBlank(value))
            {
                draft.Set(field, value);
            }
        }

        return draft;
    }
}
