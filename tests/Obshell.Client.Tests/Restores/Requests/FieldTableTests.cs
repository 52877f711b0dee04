using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json.Nodes;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Secrets;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Client.Tests.Restores.Requests;

/// <summary>All code that reads fields agrees with the table of fields.</summary>
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Restores")]
public sealed class FieldTableTests
{
    public static TheoryData<string> Names => [.. TenantRestoreRequest.Fields.Select(f => f.Parameter)];

    public static TheoryData<string> Secrets => [.. TenantRestoreRequest.Fields.Where(f => f.IsSecret).Select(f => f.Parameter)];

    [Fact]
    public void Every_property_of_a_request_belongs_to_a_field_of_the_table()
    {
        IEnumerable<string> properties = typeof(TenantRestoreRequest).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name);

        // The fields Timestamp and Scn set the same restore point. The request also stores whether a point was given and by which
        // parameter.
        string[] point = ["Until", "HasPoint", "PointParameter"];
        Assert.Equal(
            TenantRestoreRequest.Fields.Select(f => f.Parameter).Except(["Timestamp", "Scn"]).Concat(point).Order(StringComparer.Ordinal),
            properties.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_name_belongs_to_two_fields() =>
        Assert.Empty(TenantRestoreRequest.Fields
            .SelectMany(f => f.Names.Distinct(StringComparer.OrdinalIgnoreCase))
            .GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_field_that_is_set_counts_as_given_and_is_sent_under_its_own_key(string parameter)
    {
        RestoreField field = FieldValues.Field(parameter);
        var request = new TenantRestoreRequest();
        JsonObject before = FieldValues.Sent(request);

        field.Set(request, FieldValues.All[parameter]);

        JsonObject after = FieldValues.Sent(request);
        Assert.True(field.IsGiven(request));
        string[] changed = [.. after.Where(p => !JsonNode.DeepEquals(p.Value, before[p.Key])).Select(p => p.Key)];
        Assert.Equal(parameter == "Timestamp" ? "scn" : field.Key, Assert.Single(changed));
    }

    [Fact]
    public void The_keys_of_all_secret_fields_are_masked() =>
        Assert.Equal(SecretNames.OfRequests.Order(StringComparer.Ordinal), TenantRestoreRequest.Fields.Where(f => f.IsSecret).Select(f => f.Key).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Secrets))]
    [Trait("Promise", "6")]
    public void Promise_6_a_secret_field_is_masked_in_every_form(string parameter)
    {
        RestoreField field = FieldValues.Field(parameter);
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
        Assert.DoesNotContain("Canary", RedactedJson.TextOf(RedactedJson.Rewrite(RestoreRequestBody.Create(FieldValues.Full()), redactor)), StringComparison.Ordinal);
        field.Remember(FieldValues.Full(), redactor);
        Assert.DoesNotContain(secret, redactor.Clean($"An agent quotes {secret} in a sentence."), StringComparison.Ordinal);
    }
}
