using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Secrets;
using Obshell.Recovery;
using Obshell.Recovery.Drills.Planning;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Client.Tests.Restore;

/// <summary>What the table of fields says of a field holds wherever fields are read.</summary>
[Trait("Category", TestCalendar.Category)]
public sealed class FieldTableTests
{
    /// <summary>One value for each field, none of them the default.</summary>
    private static readonly Dictionary<string, object> Values = new()
    {
        ["DataBackupUri"] = new StorageUri("oss://b/d?host=h&access_id=i&access_key=UriCanary1"),
        ["ArchiveLogUri"] = new StorageUri("oss://b/c?host=h&access_id=i&access_key=UriCanary2"),
        ["RestoreTenantName"] = "rt2",
        ["Timestamp"] = RestorePoint.FromScn(1728727696264250400),
        ["Scn"] = RestorePoint.FromScn(1728727696264250400),
        ["ZoneList"] = new[] { new ZoneParam("zone1", "u1", 1) },
        ["PrimaryZone"] = "zone1",
        ["Concurrency"] = 4,
        ["HaHighThreadScore"] = 25,
        ["Decryption"] = new[] { SecretText.Protect("Canary-Decryption") },
        ["KmsEncryptInfo"] = SecretText.Protect("Canary-KmsEncryptInfo"),
    };

    public static TheoryData<string> Names => [.. TenantRestoreRequest.Fields.Select(f => f.Parameter)];

    public static TheoryData<string> Secrets => [.. TenantRestoreRequest.Fields.Where(f => f.IsSecret).Select(f => f.Parameter)];

    [Fact]
    public void Every_property_of_a_request_belongs_to_a_field()
    {
        IEnumerable<string> properties = typeof(TenantRestoreRequest).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name);

        // A moment and an SCN are two fields and one point.
        Assert.Equal(
            TenantRestoreRequest.Fields.Select(f => f.Parameter is "Timestamp" or "Scn" ? "Until" : f.Parameter).Distinct().Order(StringComparer.Ordinal),
            properties.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_name_means_two_fields() =>
        Assert.Empty(TenantRestoreRequest.Fields
            .SelectMany(f => f.Names.Distinct(StringComparer.OrdinalIgnoreCase))
            .GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_field_is_given_only_when_it_is_set_and_goes_out_under_its_own_key(string parameter)
    {
        RestoreField field = Field(parameter);
        var request = new TenantRestoreRequest();
        JsonObject before = Sent(request);

        field.Set(request, Values[parameter]);

        JsonObject after = Sent(request);
        Assert.True(field.IsGiven(request));
        string[] changed = [.. after.Where(p => !JsonNode.DeepEquals(p.Value, before[p.Key])).Select(p => p.Key)];
        Assert.Equal(parameter == "Timestamp" ? "scn" : field.Key, Assert.Single(changed));
    }

    /// <summary>Drift 5: the drill copied field by field, and a forgotten one was restored with its default.</summary>
    [Fact]
    public void A_drill_restores_with_every_field_of_its_source()
    {
        TenantRestoreRequest template = Full();
        var source = new DrillSource { Template = template };

        TenantRestoreRequest request = source.RequestFor("drill_1", TestCalendar.Now);

        Assert.Equal(("drill_1", "Until", false), (request.RestoreTenantName, request.PointParameter, request.HasPoint));
        JsonObject expected = Sent(template);
        expected["restore_tenant_name"] = "drill_1";
        expected.Remove("scn");
        Assert.True(JsonNode.DeepEquals(expected, Sent(request)), "Not every field was copied.");
        Assert.Equal("rt2", template.RestoreTenantName);
    }

    [Fact]
    public void A_drill_names_its_point_itself()
    {
        var source = new DrillSource { Template = Full(), Until = DrillPoint.At(RestorePoint.FromScn(1728727696000000000)) };

        TenantRestoreRequest request = source.RequestFor("drill_1", TestCalendar.Now);

        Assert.Equal(1728727696000000000, request.Until!.Scn);
        Assert.True(request.HasPoint);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_preflight_shows_each_field(string parameter)
    {
        RestoreField field = Field(parameter);
        PropertyInfo? shown = typeof(PreflightRequest).GetProperty(parameter switch
        {
            "Timestamp" or "Scn" => nameof(PreflightRequest.Until),
            "Decryption" => nameof(PreflightRequest.DecryptionCount),
            "KmsEncryptInfo" => nameof(PreflightRequest.HasKmsEncryptInfo),
            _ => parameter,
        });
        Assert.NotNull(shown);
        var request = new TenantRestoreRequest();
        string before = JsonSerializer.Serialize(shown.GetValue(new PreflightRequest(request, new Redactor())));

        field.Set(request, Values[parameter]);

        Assert.NotEqual(before, JsonSerializer.Serialize(shown.GetValue(new PreflightRequest(request, new Redactor()))));
    }

    [Fact]
    public void The_preflight_shows_no_secret() =>
        Assert.DoesNotContain("Canary", JsonSerializer.Serialize(new PreflightRequest(Full(), new Redactor())), StringComparison.Ordinal);

    [Fact]
    public void The_masking_knows_the_keys_of_the_secret_fields() =>
        Assert.Equal(SecretNames.OfRequests.Order(StringComparer.Ordinal), TenantRestoreRequest.Fields.Where(f => f.IsSecret).Select(f => f.Key).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Secrets))]
    [Trait("Promise", "6")]
    public void Promise_6_a_secret_field_is_masked_in_whatever_form_it_is_written(string parameter)
    {
        RestoreField field = Field(parameter);
        string secret = "Canary-" + parameter;
        foreach (string name in new[] { field.Key, field.Parameter })
        {
            Assert.True(SecretMembers.Contains(name), name);
            foreach (string text in new[]
            {
                $"{{\"{name}\": \"{secret}\"}}", $"{{\"{name}\": [\"{secret}\"]}}", $"{{\\\"{name}\\\":\\\"{secret}\\\"}}", $"{name}: {secret}", $"{{{name}:[{secret}]}}",
                $"SET @{name} =\"{secret}\";", $"{name} = '{secret}'",
            })
            {
                Assert.DoesNotContain(secret, Redactor.CleanByForm(text), StringComparison.Ordinal);
            }
        }

        var redactor = new Redactor();
        Assert.DoesNotContain("Canary", RedactedJson.TextOf(RedactedJson.Rewrite(RestoreRequestBody.Create(Full()), redactor)), StringComparison.Ordinal);
        field.Remember(Full(), redactor);
        Assert.DoesNotContain(secret, redactor.Clean($"An agent quotes {secret} in a sentence."), StringComparison.Ordinal);
    }

    private static RestoreField Field(string parameter) => TenantRestoreRequest.Fields.Single(f => f.Parameter == parameter);

    private static TenantRestoreRequest Full()
    {
        var request = new TenantRestoreRequest();
        foreach (RestoreField field in TenantRestoreRequest.Fields)
        {
            field.Set(request, Values[field.Parameter]);
        }

        return request;
    }

    private static JsonObject Sent(TenantRestoreRequest request)
    {
        // The primary zone is made of the zones, whichever else is set.
        var whole = request.ZoneList.Count > 0 ? request : WithZone(request);
        return JsonNode.Parse(Encoding.UTF8.GetString(RestoreRequestBody.Create(whole)))!.AsObject();
    }

    private static TenantRestoreRequest WithZone(TenantRestoreRequest request)
    {
        TenantRestoreRequest copy = request.CopyFor(request.RestoreTenantName, request.Until, request.PointParameter);
        copy.DataBackupUri ??= new StorageUri("file:///d");
        copy.ZoneList = [new ZoneParam("zone1", "other", 1)];
        return copy;
    }
}
