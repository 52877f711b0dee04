namespace Obshell.Simulator;

/// <summary>An agent, as far as the scheduler knows it: where a sub-task runs.</summary>
internal interface ITaskAgent
{
    string Ip { get; }

    int Port { get; }

    bool IsRunning { get; }
}
