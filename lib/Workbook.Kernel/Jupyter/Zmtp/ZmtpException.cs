namespace Workbook.Kernel.Jupyter.Zmtp;

/// <summary>
/// A peer broke the ZeroMQ Message Transport Protocol; the message says how. Its connection is closed.
/// </summary>
internal sealed class ZmtpException(string message) : Exception(message);
