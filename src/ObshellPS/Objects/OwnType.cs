using Obshell.Client;
using Obshell.Recovery;

namespace ObshellPS.Objects;

/// <summary>
/// Recognizes the types of the module's libraries. Their text contains no secrets, and their objects can be created again
/// from their values.
/// </summary>
internal static class OwnType
{
    public static bool Is(Type type) => type.Assembly == typeof(ObConnection).Assembly || type.Assembly == typeof(DagDetail).Assembly;
}
