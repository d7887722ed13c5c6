namespace Workbook.Kernel.Jupyter;

/// <summary>A message is not what the Jupyter protocol asks for; the message says how. It is dropped.</summary>
internal sealed class MalformedMessageException(string message) : Exception(message);
