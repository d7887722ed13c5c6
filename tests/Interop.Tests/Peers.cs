using System.Diagnostics;

namespace Interop.Tests;

/// <summary>The programs of others that these tests talk to; a test that misses one is skipped, or fails where they
/// are required.</summary>
internal static class Peers
{
    private const string Install = "apt-get install mosquitto mosquitto-clients python3-paho-mqtt "
        + "jupyter-client jupyter-nbconvert python3-jupyter-kernel-test python3-nbclient";

    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    internal static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal static string RequireMosquitto() =>
        Require("mosquitto", "/usr/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto");

    internal static string RequireMosquittoPub() => Require("mosquitto_pub");

    internal static string RequireMosquittoSub() => Require("mosquitto_sub");

    /// <summary>A Python that has Paho.</summary>
    internal static string RequirePaho() => RequirePython("paho.mqtt.client", "paho-mqtt");

    /// <summary>A Python that has Jupyter's client, nbconvert and its test suite for kernels.</summary>
    internal static string RequireJupyter() => RequirePython(
        "jupyter_client, jupyter_kernel_test, nbclient, nbconvert", "jupyter-client, nbconvert and jupyter-kernel-test");

    private static string RequirePython(string modules, string names)
    {
        string[] candidates = ["/usr/bin/python3", "python3"];
        string? python = candidates.FirstOrDefault(candidate => Has(candidate, modules));
        if (python is null)
            Miss($"python3 with {names}");
        return python!;
    }

    private static string Require(string name, params string[] usual)
    {
        IEnumerable<string> places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .Concat(usual);
        string? program = places.FirstOrDefault(File.Exists);
        if (program is null)
            Miss(name);
        return program!;
    }

    private static bool Has(string python, string modules)
    {
        try
        {
            string[] arguments = ["-c", $"import {modules}"];
            var start = new ProcessStartInfo(python, arguments) { RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static void Miss(string what)
    {
        string sentence = $"{what} is not installed here; '{Install}' brings all peers.";
        if (Environment.GetEnvironmentVariable("WORKBOOK_REQUIRE_PEERS") == "1")
            Assert.Fail(sentence);
        Assert.Skip(sentence);
    }
}
