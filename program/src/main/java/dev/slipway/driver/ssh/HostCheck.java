package dev.slipway.driver.ssh;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;

/**
 * Whether a host is the one that it is taken for. As OpenSSH decides: a key that the files know is
 * right; another one of a host that they know is a change, and refused; a host that they do not
 * know is refused, too, since nobody can be asked.
 *
 * @param known what the files say of this host
 */
record HostCheck(SshSettings settings, List<KnownHostEntry> known) {
  private static final String REVOKED = "revoked";
  private static final String ED25519 = "ssh-ed25519";

  /** Empty when the key is the host's; what to throw otherwise. */
  Optional<SlipwayException> refusal(PublicKey key) {
    String fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    if (settings.trust().pinned().isPresent()) {
      return settings
          .trust()
          .pinned()
          .filter(pinned -> !pinned.equals(fingerprint))
          .map(pinned -> changed(key, fingerprint, "the estate pins " + pinned));
    }
    if (marked(REVOKED).anyMatch(entry -> isOf(entry, key))) {
      return Optional.of(changed(key, fingerprint, "a file of known hosts has it as revoked"));
    }
    if (plain().isEmpty()) {
      return Optional.of(unknown(key, fingerprint));
    }
    return plain().stream().anyMatch(entry -> isOf(entry, key))
        ? Optional.empty()
        : Optional.of(changed(key, fingerprint, "a file of known hosts has " + fingerprints()));
  }

  /**
   * The host key algorithms in the order to ask for them: first those of keys that the files know,
   * then Ed25519, whose fingerprint people pin.
   */
  String preferred(String algorithms) {
    Set<String> types =
        plain().stream().map(entry -> entry.getKeyEntry().getKeyType()).collect(Collectors.toSet());
    return Arrays.stream(algorithms.split(",", -1))
        .sorted(Comparator.comparingInt(algorithm -> rank(algorithm, types)))
        .collect(Collectors.joining(","));
  }

  private static int rank(String algorithm, Set<String> known) {
    if (known.contains(KeyUtils.getCanonicalKeyType(algorithm))) {
      return 0;
    }
    return algorithm.equals(ED25519) ? 1 : 2;
  }

  private List<KnownHostEntry> plain() {
    return known.stream().filter(entry -> entry.getMarker() == null).toList();
  }

  private java.util.stream.Stream<KnownHostEntry> marked(String marker) {
    return known.stream().filter(entry -> marker.equals(entry.getMarker()));
  }

  private String fingerprints() {
    return plain().stream()
        .flatMap(entry -> keyOf(entry).stream())
        .map(key -> KeyUtils.getFingerPrint(BuiltinDigests.sha256, key))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static boolean isOf(KnownHostEntry entry, PublicKey key) {
    return keyOf(entry).filter(other -> KeyUtils.compareKeys(other, key)).isPresent();
  }

  private static Optional<PublicKey> keyOf(KnownHostEntry entry) {
    try {
      return Optional.ofNullable(entry.getKeyEntry().resolvePublicKey(null, null, null));
    } catch (IOException | GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private SlipwayException unknown(PublicKey key, String fingerprint) {
    return new SlipwayException(
        ErrorCode.HOST_KEY_UNKNOWN,
        "the host key of %s is not known: it is %s (%s)"
            .formatted(settings.words(), fingerprint, KeyUtils.getKeyType(key)),
        "if `ssh-keygen -lf` on that server says the same, write hostKey: \"%s\" beside it in the estate"
            .formatted(fingerprint));
  }

  private SlipwayException changed(PublicKey key, String fingerprint, String other) {
    return new SlipwayException(
        ErrorCode.HOST_KEY_CHANGED,
        "%s answers with the host key %s (%s), but %s"
            .formatted(settings.words(), fingerprint, KeyUtils.getKeyType(key), other),
        "was it installed anew, or is it another server? nothing was sent to it");
  }
}
