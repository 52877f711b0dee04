using Obshell.Client;
using Obshell.Recovery;

namespace ObshellPS.Objects;

/// <summary>Types of the module's libraries: their text has no secrets, and they can be created again from their values.</summary>
internal static class OwnType
{
    public static bool Is(Type type) => type.Assembly == typeof(ObConnection).Assembly || type.Assembly == typeof(DagDetail).Assembly;
}
