using Obshell.Client;
using Obshell.Recovery;

namespace ObshellPS.Objects;

/// <summary>
/// Recognizes the types of the module's libraries. The text of their objects contains no secrets, and such an object can be created again
/// from its values.
/// </summary>
internal static class OwnType
{
    public static bool Is(Type type) => type.Assembly == typeof(ObConnection).Assembly || type.Assembly == typeof(DagDetail).Assembly;
}
