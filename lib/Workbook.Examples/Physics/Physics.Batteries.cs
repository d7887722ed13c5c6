namespace Workbook.Examples;

public static partial class Physics
{
    /// <summary>What batteries hold, lose and can give.</summary>
    public static class Batteries
    {
        /// <summary>The capacity of a CR2450.</summary>
        public static PhysicalConstant Cr2450 { get; } =
            new("CR2450 capacity", 620, "mAh", "nominal", new Source("components101.com"), Confidence.Medium);

        /// <summary>The pulse that a CR2450 can give.</summary>
        public static PhysicalConstant Cr2450Pulse { get; } =
            new("CR2450 pulse", 15, "mA", "3 mA continuous", new Source("Atmel AVR Butterfly user guide"),
                Confidence.High);

        /// <summary>The capacity of a CR2032.</summary>
        public static PhysicalConstant Cr2032 { get; } =
            new("CR2032 capacity", 225, "mAh", "nominal, as the course counts", Sources.Course, Confidence.Medium);

        /// <summary>The loss of a Li-MnO2 coin cell.</summary>
        public static PhysicalConstant CoinSelfDischarge { get; } =
            new("self-discharge of a coin cell", 0.01, "1/year", "20 C", new Source("etechnophiles.com, CR2450"),
                Confidence.Medium);

        /// <summary>The capacity of a Li-SOCl2 cell of size AA.</summary>
        public static PhysicalConstant LithiumThionylAa { get; } =
            new("Li-SOCl2 AA capacity", 2600, "mAh", "3.6 V: 9.36 Wh", Sources.Robinson, Confidence.Medium);

        /// <summary>The loss of a bobbin Li-SOCl2 cell.</summary>
        public static PhysicalConstant LithiumThionylSelfDischarge { get; } =
            new("self-discharge of Li-SOCl2", 0.01, "1/year", "less than this after 1 year at 20 C",
                new Source("Saft datasheet, LS26500", "https://novapart.co/products/LS26500"), Confidence.High);

        /// <summary>Four AA cells as the course counts them.</summary>
        public static PhysicalConstant FourAa { get; } =
            new("four AA cells", 2400, "mAh", "usable, as the course counts", Sources.Course, Confidence.Low);

        /// <summary>The part of a LiPo's nominal capacity that boaks takes as usable.</summary>
        public static PhysicalConstant UsableFraction { get; } =
            new("usable part of nominal capacity", 0.8, "", "LiPo 1350 mAh", Sources.Boaks, Confidence.Medium);

        /// <summary>The LiPo of the Thingy:91.</summary>
        public static PhysicalConstant Thingy91 { get; } =
            new("Thingy:91 battery", 1350, "mAh", "nominal", Sources.Boaks, Confidence.High);
    }
}
