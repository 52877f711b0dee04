using System;
using Xunit;

namespace ObshellPS.Tests.Hosting;

/// <summary>About modes, owners and symbolic links as Unix has them.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public const string WhyNot = "Windows has no modes, and not everybody may make links there.";

    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? WhyNot : null;
}
