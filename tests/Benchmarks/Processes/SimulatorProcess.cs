using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;
using Obshell.Client;
using Obshell.Client.Secrets;

namespace Obshell.Benchmarks.Processes;

/// <summary>A cluster in its own process, so that its work is not measured as ours.</summary>
internal sealed class SimulatorProcess : IDisposable
{
    private readonly Process process;

    /// <param name="timeScale">Virtual seconds for each real second.</param>
    /// <param name="restoreSeconds">Virtual seconds that a restore job takes.</param>
    /// <param name="postMilliseconds">Real milliseconds that are added to each POST that starts a restore.</param>
    public SimulatorProcess(double timeScale = 1, double restoreSeconds = 864_000, int postMilliseconds = 0)
    {
        process = Child.StartSelf(
            "as-simulator", timeScale.ToString(CultureInfo.InvariantCulture), restoreSeconds.ToString(CultureInfo.InvariantCulture), postMilliseconds.ToString(CultureInfo.InvariantCulture));
        Address = new Uri(process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The simulator did not start."));
    }

    public Uri Address { get; }

    public async Task<ObConnection> ConnectAsync(TimeProvider? time = null) => await ObConnection.ConnectAsync(new ConnectOptions
    {
        Server = [Address.ToString()],
        Password = SecretText.Protect(SimulatorRole.RootPassword),
        TimeProvider = time ?? TimeProvider.System,
    });

    public static TenantRestoreRequest Restore(string tenant) => new()
    {
        DataBackupUri = new StorageUri("file:///data/backup/data"),
        RestoreTenantName = tenant,
        ZoneList = [new ZoneParam("zone1", "s1", 1), new ZoneParam("zone2", "s1", 1), new ZoneParam("zone3", "s1", 1)],
    };

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
