using System;
using Obshell.Client;

namespace ObshellPS.Binding;

/// <summary>What an environment variable allows. What cannot be read allows nothing, and is an error: the job was set up wrongly.</summary>
internal static class EnvironmentSwitch
{
    /// <exception cref="ObshellInputException">The variable is set, and neither true nor false.</exception>
    public static bool Read(string variable, string parameter)
    {
        string? text = Environment.GetEnvironmentVariable(variable)?.Trim();
        return text switch
        {
            null => false,
            "1" => true,
            "0" => false,
            _ when bool.TryParse(text, out bool value) => value,
            _ => throw new ObshellInputException(new InputFault(
                "InvalidVariable", parameter,
                $"The environment variable {variable} is {(text.Length == 0 ? "set and empty" : "neither true nor false")}. Set it to true or false, or remove it.")),
        };
    }
}
