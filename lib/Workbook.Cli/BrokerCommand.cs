using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Workbook.Live;

namespace Workbook.Cli;

/// <summary><c>workbook broker</c>: runs the embedded broker until Ctrl+C and logs who comes and goes.</summary>
internal static class BrokerCommand
{
    private const int DefaultPort = 1883;

    private const string Description = """
        Runs the embedded MQTT broker (3.1.1 and 5.0) until Ctrl+C, and logs who comes and goes.

        Examples:
          workbook broker                                  on port 1883, for clients on this machine
          workbook broker --port 0                         on any free port
          workbook broker --address 0.0.0.0                for clients on the network too: nobody is asked who they are

        Exit code: 0 stopped by Ctrl+C, 1 the port cannot be used, 2 unusable arguments.
        """;

    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "The TCP port, 0 for any free one.",
            HelpName = "port",
            DefaultValueFactory = _ => DefaultPort,
            CustomParser = ParsePort,
        };
        var address = new Option<string>("--address")
        {
            Description = "The IP address to listen on.",
            HelpName = "address",
            DefaultValueFactory = _ => IPAddress.Loopback.ToString(),
        };
        address.Validators.Add(result =>
        {
            if (!IPAddress.TryParse(result.GetValueOrDefault<string>(), out _))
                result.AddError($"--address must be an IP address such as 127.0.0.1, not '{result.Tokens[0].Value}'.");
        });
        var version = new Option<bool>("--version") { Description = "Show what this broker is and speaks, and end." };
        var command = new Command("broker", Description) { port, address, version };
        command.SetAction(parsed => parsed.GetValue(version)
            ? ShowVersion()
            : Run(parsed.GetValue(port), IPAddress.Parse(parsed.GetValue(address)!)));
        return command;
    }

    private static int ParsePort(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var port) && port is >= 0 and <= IPEndPoint.MaxPort)
            return port;
        result.AddError($"--port must be a number from 0 to {IPEndPoint.MaxPort}, not '{text}'.");
        return DefaultPort;
    }

    private static int ShowVersion()
    {
        var version = typeof(LiveBroker).Assembly.GetName().Version?.ToString(3);
        Console.Out.WriteLine($"Workbook embedded broker {version}, MQTT 3.1.1 and 5.0 over TCP");
        return ExitCode.Success;
    }

    private static int Run(int port, IPAddress address)
    {
        using var ctrlC = new CtrlC();
        var log = new BrokerLog();
        try
        {
            var broker = LiveBroker.Start(new LiveBrokerOptions { Port = port, Address = address, Events = log });
            log.Write($"listening on {broker.Uri.GetLeftPart(UriPartial.Authority)}; Ctrl+C stops the broker");
            log.CopyTo(Console.Out, ctrlC.Token);
            var counts = broker.Statistics;
            broker.StopAsync().GetAwaiter().GetResult();
            log.Write($"stopped; {counts.ConnectionCount} connections were open, {counts.SessionCount} sessions held");
            log.Finish(Console.Out);
            return ExitCode.Success;
        }
        catch (LiveBrokerException e)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.Failure;
        }
    }
}
