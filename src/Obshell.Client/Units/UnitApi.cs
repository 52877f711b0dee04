using System.Net.Http;
using System.Text.Json;
using Obshell.Client.Changes;
using Obshell.Client.Connection;
using Obshell.Client.Errors;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Secrets;

namespace Obshell.Client.Units;

/// <summary>
/// Reads, makes and removes unit configs (PROTOCOL 6.1). The route for the list contains <c>units</c>, the route for one unit config
/// contains <c>unit</c>.
/// </summary>
public sealed class UnitApi
{
    private const string OnePath = "/api/v1/unit/config";

    private readonly ApiCaller caller;
    private readonly ChangeSender changes;

    internal UnitApi(ApiCaller caller)
    {
        this.caller = caller;
        changes = new ChangeSender(caller.Connection, caller.Log);
    }

    /// <summary>All unit configs.</summary>
    public async Task<UnitConfig[]> ListAsync(CancellationToken cancellation = default)
    {
        Answer answer = await caller.ReadAsync(ApiRequest.Get("/api/v1/units/config"), cancellation).ConfigureAwait(false);
        var data = new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject));
        return [.. (data.List("contents") ?? []).Select(Unit)];
    }

    /// <summary>One unit config.</summary>
    /// <exception cref="ObshellInputException">The text cannot be the name of a unit config; nothing was sent.</exception>
    /// <exception cref="ObshellApiException"><c>OB.Resource.UnitConfig.NotExist</c>, or another error of the agent.</exception>
    public async Task<UnitConfig> GetAsync(string name, CancellationToken cancellation = default)
    {
        Answer answer = await caller.ReadAsync(ApiRequest.Get(PathOf(name)), cancellation).ConfigureAwait(false);
        return Unit(new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject)));
    }

    /// <summary>The minimum values of a unit config; a property is null when the agent sets no limit.</summary>
    public async Task<UnitConfigLimit> GetLimitAsync(CancellationToken cancellation = default)
    {
        Answer answer = await caller.ReadAsync(ApiRequest.Get("/api/v1/obcluster/unit-config-limit"), cancellation).ConfigureAwait(false);
        PlainFields limit = answer.Data.IsEmpty ? default : new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject));
        return new UnitConfigLimit
        {
            MinMemory = limit.Number("min_memory") is { } gigabytes and > 0 and < 1e9 ? (long)(gigabytes * (1L << 30)) : null,
            MinCpu = limit.Number("min_cpu"),
        };
    }

    /// <summary>Makes a unit config. The request is sent once.</summary>
    /// <exception cref="ObshellInputException">The client refused the unit config; nothing was sent.</exception>
    /// <exception cref="ObshellApiException">The agent refused the request.</exception>
    /// <exception cref="ChangeUnknownException">The unit config may or may not have been made.</exception>
    public Task<PlainChange> CreateAsync(UnitConfigSpec spec, CancellationToken cancellation = default)
    {
        ThrowIfAny(UnitConfigChecker.Check(spec));
        return SendAsync(ApiRequest.Change(HttpMethod.Post, OnePath, Body(spec)), spec.Name, ChangeTexts.FormatUnknownUnitConfigCreation(spec.Name), cancellation, found =>
            found is null ? ChangeTexts.FormatUnitConfigMissing(spec.Name)
            : UnitConfigChecker.Fits(found, spec) ? null
            : ChangeTexts.FormatUnitConfigOther(spec.Name));
    }

    /// <summary>Removes a unit config. The request is sent once. The agent also answers 200 when the unit config does not exist.</summary>
    /// <exception cref="ObshellApiException">The agent refused the request.</exception>
    /// <exception cref="ChangeUnknownException">The unit config may or may not have been removed.</exception>
    public Task<PlainChange> RemoveAsync(string name, CancellationToken cancellation = default) => SendAsync(
        ApiRequest.Change(HttpMethod.Delete, PathOf(name)), name, ChangeTexts.FormatUnknownUnitConfigRemoval(name), cancellation, found => found is null ? null : ChangeTexts.FormatUnitConfigStillExists(name));

    /// <param name="request">The change.</param>
    /// <param name="name">The name of the unit config.</param>
    /// <param name="unknown">The sentence for a change with an unknown outcome.</param>
    /// <param name="cancellation">Stops the requests of the client, but not the change.</param>
    /// <param name="missing">
    /// A function that decides whether the change was made. It receives the unit config as it is now, or null if the unit config
    /// does not exist. It returns null if the change was made, otherwise a sentence about the difference.
    /// </param>
    private Task<PlainChange> SendAsync(ApiRequest request, string name, string unknown, CancellationToken cancellation, Func<UnitConfig?, string?> missing) =>
        changes.SendAsync(
            new Change<PlainChange>(request, unknown, ChangeSubject.UnitConfig(name), PlainChange.ReadAsync)
            {
                LookFailed = ChangeTexts.FormatLookUnitConfigFailed,
                Look = async (sent, stop) =>
                    missing(await FindAsync(name, stop).ConfigureAwait(false)) is { } seen ? ChangeLookup<PlainChange>.NotDone(seen)
                    : ChangeLookup<PlainChange>.Done(new PlainChange(sent.Agent, sent.TraceId, answerLost: true)),
            },
            cancellation);

    /// <returns>Null when the unit config does not exist.</returns>
    private async Task<UnitConfig?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return await GetAsync(name, cancellation).ConfigureAwait(false);
        }
        catch (ObshellApiException e) when (e.ErrorCode == ErrorCodes.UnitConfigNotExist)
        {
            return null;
        }
    }

    private static string PathOf(string name)
    {
        var faults = new List<InputFault>();
        UnitConfigChecker.CheckName(name, faults);

        // The HTTP stack removes "." and ".." from a path, and some routers do not accept an escaped slash.
        if (faults.Count == 0 && (name is "." or ".." || name.IndexOf('/') >= 0))
        {
            faults.Add(new InputFault("InvalidUnitConfigName", "Name", UnitTexts.FormatNameInAddress(TextFault.Quote(name))));
        }

        ThrowIfAny(faults);
        return OnePath + "/" + Uri.EscapeDataString(name);
    }

    private static void ThrowIfAny(List<InputFault> faults)
    {
        if (faults.Count > 0)
        {
            throw new ObshellInputException(faults);
        }
    }

    private static byte[] Body(UnitConfigSpec spec)
    {
        using var buffer = new ClearedBuffer();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, spec.Name);
            json.WriteString("memory_size"u8, spec.MemorySize);
            json.WriteNumber("max_cpu"u8, spec.MaxCpu);
            if (spec.MinCpu is { } minCpu)
            {
                json.WriteNumber("min_cpu"u8, minCpu);
            }

            if (spec.MaxIops is { } maxIops)
            {
                json.WriteNumber("max_iops"u8, maxIops);
            }

            if (spec.MinIops is { } minIops)
            {
                json.WriteNumber("min_iops"u8, minIops);
            }

            if (spec.LogDiskSize is { } logDisk)
            {
                json.WriteString("log_disk_size"u8, logDisk);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private UnitConfig Unit(PlainFields unit) => new()
    {
        Connection = caller.Connection,
        UnitConfigId = unit.Whole("unit_config_id") ?? 0,
        Name = unit.Text("name"),
        MaxCpu = unit.Number("max_cpu"),
        MinCpu = unit.Number("min_cpu"),
        MemorySize = unit.Whole("memory_size"),
        LogDiskSize = unit.Whole("log_disk_size"),
        DataDiskSize = unit.Whole("data_disk_size"),
        MaxIops = unit.Unsigned("max_iops"),
        MinIops = unit.Unsigned("min_iops"),
        CreateTime = unit.Time("create_time"),
        ModifyTime = unit.Time("modify_time"),
    };
}
