package dev.slipway.provider.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** An S3-compatible object store over TLS, as a process: S3Proxy on a folder. */
@Command(name = "object-store", description = "Runs one object store until SIGTERM.")
public final class ObjectStoreMain extends ServerMain {

  @Option(names = "--port", defaultValue = "9000")
  private int port;

  @Option(names = "--keys", required = true, description = "the key file, mode 0600")
  private Path keys = Path.of("");

  @Option(names = "--ca-out", required = true, description = "where clients find what to trust")
  private Path caOut = Path.of("");

  @Option(
      names = "--keep-free",
      defaultValue = "16777216",
      description = "bytes of the disk that are left; what would take them is refused with 507")
  private long keepFree;

  public static void main(String[] args) {
    System.exit(run(new ObjectStoreMain(), args));
  }

  @Override
  Running start() throws Exception {
    ServerCertificate certificate = new ServerCertificate(address, data.resolve("certificate.p12"));
    Path buckets = Files.createDirectories(data.resolve("buckets"));
    BlobStore store =
        new FullDiskRefusal(new FilesystemNio2BlobStore(buckets.toString()), buckets, keepFree);
    S3Proxy proxy = build(certificate, store);
    proxy.setBlobStoreLocator(new KeyFileLocator(keys, store));
    proxy.start();
    certificate.exportTo(caOut);
    return proxy::stop;
  }

  /** The identity named here is never asked for: the locator answers instead. */
  private S3Proxy build(ServerCertificate certificate, BlobStore store) throws Exception {
    return S3Proxy.builder()
        .secureEndpoint(URI.create("https://" + address + ":" + port))
        .sslContext(certificate.context())
        .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "nobody", "nothing")
        .blobStore(store)
        .ignoreUnknownHeaders(true)
        .stopTimeout(2_000)
        .build();
  }

  @Override
  String logName() {
    return "object-store";
  }

  @Override
  Level logLevel() {
    return Level.WARN;
  }
}
