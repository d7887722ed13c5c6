using BenchmarkDotNet.Running;

// For instance: dotnet run -c Release --project tests/Benchmarks -- --filter '*Codec*'
BenchmarkSwitcher.FromAssembly(typeof(Benchmarks.CodecBenchmark).Assembly).Run(args);
