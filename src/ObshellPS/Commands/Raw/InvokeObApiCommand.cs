using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Raw;
using Obshell.Client.Secrets;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Output;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>Calls any route of the agent's API, with the module's login, retry rules and redaction.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "ObApi", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PSObject))]
[OutputType(typeof(string))]
public sealed class InvokeObApiCommand : ObChangeCmdlet
{
    /// <summary>The HTTP method: GET, POST, PUT, PATCH or DELETE.</summary>
    [Parameter(Position = 1)]
    [ValidateSet("GET", "POST", "PUT", "PATCH", "DELETE")]
    public string Method { get; set; } = "GET";

    /// <summary>The path and query, /api/v1/..., already encoded.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ApiPathCompleter))]
    public string Path { get; set; } = "";

    /// <summary>The body: a hashtable, an object, or JSON text of one object.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [LeftOutMeans(nameof(LeftOutTexts.WithoutBody))]
    public object? Body { get; set; }

    /// <summary>Returns the JSON of the answer's data as text.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>The connection; default: the current one.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ObConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CountRecord();
        string shown = "";
        try
        {
            string method = Method.ToUpperInvariant();
            string path = ApiPath.Check(Path);
            shown = Redactor.CleanByForm(path);
            object? body = BodyReader.Read(Body);
            ObConnection connection = ConnectionOrCurrent(Connection);
            if (method == "GET" || ApiPath.IsOpen(path))
            {
                Write(Run(stop => new ObshellClient(connection, Log).Raw.InvokeAsync(method, path, body, stop)));
            }
            // The Cmdlet attribute sets the impact Medium for all HTTP methods. A DELETE needs the impact High, so this code asks before a
            // DELETE.
            else if (MayChange(DagTexts.FormatOnConnection(shown, connection.ToString()), method == "DELETE" ? RawTexts.Delete : method, isDestructive: method == "DELETE"))
            {
                Change(connection, method, path, shown, body);
            }
        }
        catch (ObshellException e)
        {
            WriteFault(e, shown);
        }
    }

    private void Change(ObConnection connection, string method, string path, string shown, object? body)
    {
        ApiResult result = Send(
            connection,
            new ChangeText<ApiResult>(method, shown) { UnderWay = $"{method} {shown}", Where = RawTexts.LookFirst },
            stop => new ObshellClient(connection, Log).Raw.InvokeAsync(method, path, body, stop));
        if (result.HttpStatus == 204)
        {
            WriteWarning(RawTexts.FormatNothingToDo(result.Agent, $"{method} {shown}"));
        }

        Write(result);
    }

    private void Write(ApiResult result)
    {
        if (!Raw)
        {
            WriteObject(AnswerObject.Items(result.Data), enumerateCollection: true);
        }
        else if (result.Json.Length > 0)
        {
            WriteObject(VisibleText.EscapedJson(result.Json));
        }
    }
}
