using Workbook.Mqtt.Sessions;

namespace Workbook.Explore.Tests;

/// <summary>A walk on a grid: right, down, and a fault that goes back to the start. Its states are known in
/// advance.</summary>
internal sealed class GridModel(int size, params ModelProperty[] properties) : IModel
{
    public string Name => $"grid of {size}";

    public IReadOnlyList<ModelProperty> Properties => properties;

    /// <summary>Makes a step depend on how many systems were begun before: nondeterminism.</summary>
    public bool IsFickle { get; init; }

    private int begun;

    public ISystem Begin() => new Walk(size, IsFickle ? begun++ : 0);

    internal sealed class Walk(int size, int mood) : ISystem
    {
        public int Right { get; private set; }

        public int Down { get; private set; }

        public int MoveCount => 3;

        public bool TryMove(int move)
        {
            switch (move)
            {
                case 0 when Right < size - 1:
                    Right++;
                    return true;
                case 1 when Down < size - 1:
                    Down += mood > 1 && Right == 2 ? 0 : 1;
                    return true;
                case 2 when Right + Down > 0:
                    (Right, Down) = (0, 0);
                    return true;
                default:
                    return false;
            }
        }

        public bool IsFault(int move) => move == 2;

        public string Describe(int move) => move switch { 0 => "right", 1 => "down", _ => "back" };

        public void WriteSnapshot(SnapshotWriter writer)
        {
            writer.WriteNumber((ulong)Right);
            writer.WriteNumber((ulong)Down);
        }

        public void RestoreSnapshot(ReadOnlySpan<byte> bytes)
        {
            var reader = new SnapshotReader(bytes);
            Right = reader.ReadInt32(size, "right");
            Down = reader.ReadInt32(size, "down");
        }
    }
}
