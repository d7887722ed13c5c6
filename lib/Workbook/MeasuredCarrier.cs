using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Workbook.Examples;

namespace Workbook;

/// <summary>Counts what the TLS and the WebSocket of .NET add to the bytes that are written into them.</summary>
public static class MeasuredCarrier
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>Connects two ends of TLS on loopback, and writes contents from the client.</summary>
    /// <param name="protocol">The version; None: the newest that this system has.</param>
    /// <param name="contentBytes">The sizes, each written at once.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>What was negotiated as the model names it, and the bytes below TLS for each size.</returns>
    /// <exception cref="AuthenticationException">This system has no such version of TLS.</exception>
    public static async Task<(TlsRecord Record, IReadOnlyList<CarrierBytes> Sizes)> TlsAsync(
        SslProtocols protocol, IReadOnlyList<int> contentBytes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(contentBytes);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        using var certificate = SelfSigned();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var near = new TcpClient();
        var accepting = listener.AcceptTcpClientAsync(limit.Token);
        await near.ConnectAsync((IPEndPoint)listener.LocalEndpoint, limit.Token).ConfigureAwait(false);
        using var far = await accepting.ConfigureAwait(false);
        await using var counted = new CountingStream(near.GetStream());
        await using var client = new SslStream(counted);
        await using var server = new SslStream(far.GetStream());
        await Task.WhenAll(
            server.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions
                {
                    ServerCertificate = certificate, EnabledSslProtocols = protocol,
                },
                limit.Token),
            client.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "localhost",
                    EnabledSslProtocols = protocol,
                    // The certificate was made a moment ago for this measurement alone.
                    RemoteCertificateValidationCallback = (_, shown, _, _) => certificate.Equals(shown),
                },
                limit.Token)).ConfigureAwait(false);
        var record = RecordOf(client);
        var sizes = new List<CarrierBytes>();
        foreach (int size in contentBytes)
        {
            long before = counted.Written;
            await client.WriteAsync(new byte[size], limit.Token).ConfigureAwait(false);
            await client.FlushAsync(limit.Token).ConfigureAwait(false);
            await server.ReadExactlyAsync(new byte[size], limit.Token).ConfigureAwait(false);
            sizes.Add(new CarrierBytes(NameOf(record), size, (int)(counted.Written - before)));
        }

        return (record, sizes);
    }

    /// <summary>Writes contents as binary WebSocket messages.</summary>
    /// <param name="isFromClient">Whether the client sends them: it must mask.</param>
    /// <param name="contentBytes">The sizes, a message each.</param>
    public static async Task<IReadOnlyList<CarrierBytes>> WebSocketAsync(
        bool isFromClient, IReadOnlyList<int> contentBytes)
    {
        ArgumentNullException.ThrowIfNull(contentBytes);
        await using var counted = new CountingStream(new MemoryStream());
        using var socket = WebSocket.CreateFromStream(
            counted, new WebSocketCreationOptions { IsServer = !isFromClient, KeepAliveInterval = TimeSpan.Zero });
        var sizes = new List<CarrierBytes>();
        foreach (int size in contentBytes)
        {
            long before = counted.Written;
            await socket.SendAsync(
                new byte[size].AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None)
                .ConfigureAwait(false);
            sizes.Add(new CarrierBytes("WebSocket", size, (int)(counted.Written - before)));
        }

        return sizes;
    }

    private static TlsRecord RecordOf(SslStream stream)
    {
        string suite = $"{stream.NegotiatedCipherSuite}";
        return (stream.SslProtocol, suite) switch
        {
            (SslProtocols.Tls13, _) when !suite.Contains("CCM_8") => TlsRecord.Tls13,
            (SslProtocols.Tls12, _) when suite.Contains("GCM") => TlsRecord.Tls12AesGcm,
            (SslProtocols.Tls12, _) when suite.Contains("CHACHA20") => TlsRecord.Tls12ChaCha20,
            _ => throw new AuthenticationException(
                $"This system negotiated {stream.SslProtocol} with {suite}, for which no record size is known here."),
        };
    }

    private static string NameOf(TlsRecord record) => record switch
    {
        TlsRecord.Tls13 => "TLS 1.3",
        TlsRecord.Tls12ChaCha20 => "TLS 1.2, ChaCha20",
        _ => "TLS 1.2, AES-GCM",
    };

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = DateTimeOffset.UtcNow;
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        // Windows wants the key of a server in a store of its own.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>Counts what is written to a stream.</summary>
    private sealed class CountingStream(Stream inner) : Stream
    {
        public long Written { get; private set; }

        public override bool CanRead => inner.CanRead;

        public override bool CanSeek => false;

        public override bool CanWrite => inner.CanWrite;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.ReadAsync(buffer, cancellationToken);

        public override void Write(byte[] buffer, int offset, int count)
        {
            Written += count;
            inner.Write(buffer, offset, count);
        }

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            return inner.WriteAsync(buffer, cancellationToken);
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
