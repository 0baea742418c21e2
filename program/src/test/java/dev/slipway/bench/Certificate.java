package dev.slipway.bench;

import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Ownership;
import dev.slipway.testing.RealPostgres;
import java.nio.file.Path;
import java.util.Map;

/** A certificate that both servers and the pooler show, and that the pooler trusts. */
record Certificate(Path key, Path certificate) {

  /** Made by OpenSSL, for a day. */
  static Certificate make(Path folder) {
    Certificate made = new Certificate(folder.resolve("key.pem"), folder.resolve("cert.pem"));
    new LocalRunner()
        .check(
            Command.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "1",
                "-subj",
                "/CN=bench",
                "-keyout",
                made.key.toString(),
                "-out",
                made.certificate.toString()));
    Ownership.give(made.key, RealPostgres.OS_USER);
    return made;
  }

  Map<String, String> serverSettings() {
    return Map.of(
        "ssl", "on", "ssl_cert_file", certificate.toString(), "ssl_key_file", key.toString());
  }

  Map<String, String> poolerSettings() {
    return Map.of(
        "client_tls_sslmode", "require",
        "client_tls_key_file", key.toString(),
        "client_tls_cert_file", certificate.toString(),
        "server_tls_sslmode", "verify-ca",
        "server_tls_ca_file", certificate.toString());
  }
}
