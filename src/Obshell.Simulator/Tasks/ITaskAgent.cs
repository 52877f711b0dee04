namespace Obshell.Simulator;

/// <summary>The properties of an agent that the scheduler needs. A sub-task runs on an agent.</summary>
internal interface ITaskAgent
{
    string Ip { get; }

    int Port { get; }

    bool IsRunning { get; }
}
