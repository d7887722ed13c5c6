using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Workbook.Explore;
using Workbook.Mqtt.Packets;
using Workbook.Simulate;

namespace House.Tests;

/// <summary>
/// The protocol never touches a socket, a clock, a timer, a task or a random source; no more does the explorer, except that
/// it works with threads and reads a text that is embedded in it. The compiled assembly is asked, not the source text: what
/// it does not refer to it cannot call.
/// </summary>
public sealed class PureCoreTests
{
    private static readonly string[] BannedPrefixes =
    [
        "System.Net.", "System.IO.", "System.Threading.", "System.Timers.", "System.Random", "System.TimeProvider",
        "System.Diagnostics.Stopwatch", "System.Diagnostics.Process", "System.Security.Cryptography.RandomNumberGenerator",
        "System.Console",
    ];

    /// <summary>What the compiler itself puts in, and what only throws.</summary>
    private static readonly string[] Allowed =
    [
        "System.IO.InvalidDataException", "System.IO.EndOfStreamException",
    ];

    /// <summary>What the explorer needs to use all cores, and to read its text for Spin.</summary>
    private static readonly string[] AllowedToTheExplorer =
    [
        "System.Threading.Thread", "System.Threading.ThreadStart", "System.Threading.Interlocked",
        "System.Threading.SemaphoreSlim", "System.Threading.CountdownEvent", "System.Threading.CancellationToken",
        "System.IO.Stream", "System.IO.StreamReader", "System.IO.TextReader",
    ];

    /// <summary>A long simulation can be cancelled.</summary>
    private static readonly string[] AllowedToTheSimulator = ["System.Threading.CancellationToken"];

    private static readonly string[] BannedMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Environment.get_TickCount",
        "System.Environment.get_TickCount64", "System.Guid.NewGuid", "System.Guid.CreateVersion7",
    ];

    [Fact]
    public void The_protocol_refers_to_no_socket_clock_timer_task_or_random_source()
    {
        var (types, members) = References(typeof(Packet).Assembly.Location);
        Assert.Empty(Banned(types).Except(Allowed).Concat(members.Intersect(BannedMembers)));
    }

    [Fact]
    public void The_explorer_refers_to_no_socket_clock_timer_task_or_random_source()
    {
        var (types, members) = References(typeof(Explorer).Assembly.Location);
        Assert.Empty(Banned(types).Except(Allowed).Except(AllowedToTheExplorer).Concat(members.Intersect(BannedMembers)));
    }

    [Fact]
    public void The_simulator_refers_to_no_socket_clock_timer_task_or_random_source()
    {
        var (types, members) = References(typeof(RandomStream).Assembly.Location);
        Assert.Empty(Banned(types).Except(Allowed).Except(AllowedToTheSimulator).Concat(members.Intersect(BannedMembers)));
    }

    [Fact]
    public void The_check_sees_a_task_where_there_is_one()
    {
        var (types, _) = References(typeof(PureCoreTests).Assembly.Location);
        Assert.Contains("System.Diagnostics.Process", types);
    }

    private static IEnumerable<string> Banned(IEnumerable<string> types) =>
        types.Where(type => BannedPrefixes.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal)));

    private static (HashSet<string> Types, HashSet<string> Members) References(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        string NameOf(TypeReferenceHandle handle)
        {
            var type = metadata.GetTypeReference(handle);
            return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
        }

        var types = metadata.TypeReferences.Select(NameOf).ToHashSet();
        var members = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => $"{NameOf((TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}")
            .ToHashSet();
        return (types, members);
    }
}
