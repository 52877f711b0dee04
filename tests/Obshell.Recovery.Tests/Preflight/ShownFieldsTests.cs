using System;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using Obshell.Client;
using Obshell.Client.Restores.Requests;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Restores.Requests;
using Xunit;

namespace Obshell.Recovery.Tests.Preflight;

/// <summary>The restore request in the report of a preflight.</summary>
[Trait("Topic", "Preflight")]
public sealed class ShownFieldsTests
{
    public static TheoryData<string> Names => [.. TenantRestoreRequest.Fields.Select(f => f.Parameter)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_preflight_report_shows_each_field_of_the_request(string parameter)
    {
        RestoreField field = FieldValues.Field(parameter);
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

        field.Set(request, FieldValues.All[parameter]);

        Assert.NotEqual(before, JsonSerializer.Serialize(shown.GetValue(new PreflightRequest(request, new Redactor()))));
    }

    [Fact]
    public void The_preflight_report_shows_no_secret() =>
        Assert.DoesNotContain("Canary", JsonSerializer.Serialize(new PreflightRequest(FieldValues.Full(), new Redactor())), StringComparison.Ordinal);
}
