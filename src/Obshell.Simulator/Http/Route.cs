namespace Obshell.Simulator;

/// <summary>A method and path pattern with its handler.</summary>
internal sealed record Route(string Method, string[] Segments, bool IsProtected, Func<RouteContext, CancellationToken, ValueTask<HandlerResult>> HandleAsync);
