using System;
using Xunit;

namespace ObshellPS.Tests.Hosting;

/// <summary>A test of file modes, owners and symbolic links of Unix.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public const string WhyNot = "Windows has no modes, and not everybody may make links there.";

    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? WhyNot : null;
}
