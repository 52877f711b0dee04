using System.Text.Json.Nodes;
using Obshell.Client;
using Obshell.Client.Tests.Restores.Requests;
using Obshell.Recovery.Drills.Planning;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Recovery.Tests.Drills.Planning;

/// <summary>The restore request that a drill creates from its source.</summary>
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Drills")]
public sealed class DrillSourceTests
{
    /// <summary>An old version copied each field separately. A forgotten field was restored with its default.</summary>
    [Fact]
    public void A_drill_restores_with_every_field_of_its_source()
    {
        TenantRestoreRequest template = FieldValues.Full();
        var source = new DrillSource { Template = template };

        TenantRestoreRequest request = source.RequestFor("drill_1", TestCalendar.Now);

        Assert.Equal(("drill_1", "Until", false), (request.RestoreTenantName, request.PointParameter, request.HasPoint));
        JsonObject expected = FieldValues.Sent(template);
        expected["restore_tenant_name"] = "drill_1";
        expected.Remove("scn");
        Assert.True(JsonNode.DeepEquals(expected, FieldValues.Sent(request)), "Not every field was copied.");
        Assert.Equal("rt2", template.RestoreTenantName);
    }

    [Fact]
    public void A_drill_sets_its_own_restore_point()
    {
        var source = new DrillSource { Template = FieldValues.Full(), Until = DrillPoint.At(RestorePoint.FromScn(1728727696000000000)) };

        TenantRestoreRequest request = source.RequestFor("drill_1", TestCalendar.Now);

        Assert.Equal(1728727696000000000, request.Until!.Scn);
        Assert.True(request.HasPoint);
    }
}
