package dev.slipway.provider.local;

import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The self-signed certificate of a local TLS server, made by the JDK's keytool on first use and
 * kept beside the data. It names the address as an IP and as a DNS name: pgBackRest 2.45 compares
 * only DNS names. Clients trust the certificate itself; it can sign no other.
 */
public record ServerCertificate(String address, Path keyStore) {
  private static final String ALIAS = "server";

  /** Guards nothing: the file's mode does. A PKCS#12 file must have one of six characters. */
  private static final char[] PASSWORD = "slipway".toCharArray();

  private static final String PASSWORD_VARIABLE = "SLIPWAY_KEYSTORE";

  /** The context of a server that shows this certificate. */
  public SSLContext context() throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(open(), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** Writes the certificate as PEM, the file that clients trust. */
  public void exportTo(Path pem) throws IOException, GeneralSecurityException {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(certificate(open()).getEncoded());
    String text = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    if (Files.exists(pem) && Files.readString(pem).equals(text)) {
      return;
    }
    Path fresh = pem.resolveSibling(pem.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(fresh, pem, StandardCopyOption.ATOMIC_MOVE);
  }

  private KeyStore open() throws IOException, GeneralSecurityException {
    if (!Files.exists(keyStore)) {
      make();
    }
    KeyStore store = load();
    if (!names(certificate(store))) {
      Files.delete(keyStore);
      make();
      store = load();
    }
    return store;
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static X509Certificate certificate(KeyStore store) throws GeneralSecurityException {
    return (X509Certificate) store.getCertificate(ALIAS);
  }

  private boolean names(X509Certificate certificate) throws GeneralSecurityException {
    return certificate.getSubjectAlternativeNames() != null
        && certificate.getSubjectAlternativeNames().stream()
            .anyMatch(name -> address.equals(name.get(1)));
  }

  private void make() throws IOException {
    Path fresh = keyStore.resolveSibling(keyStore.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    keytool(
        "-genkeypair",
        "-alias",
        ALIAS,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=" + address,
        "-ext",
        "san=dns:%s,ip:%s".formatted(address, address),
        "-validity",
        "3650",
        "-storetype",
        "PKCS12",
        "-storepass:env",
        PASSWORD_VARIABLE,
        "-keystore",
        fresh.toString());
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
    Files.move(fresh, keyStore, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void keytool(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    new LocalRunner().check(Command.of(command).with(PASSWORD_VARIABLE, new String(PASSWORD)));
  }
}
