package dev.slipway.driver.pgbouncer;

import dev.slipway.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of SCRAM-SHA-256 without channel binding (RFC 5802, RFC 7677). */
final class Scram {
  static final String MECHANISM = "SCRAM-SHA-256";

  private static final String NO_BINDING = "n,,";
  private static final int NONCE_BYTES = 18;

  private final Secret password;
  private final String nonce;
  private String serverProof = "";

  Scram(Secret password) {
    byte[] random = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(random);
    this.password = password;
    this.nonce = encode(random);
  }

  /** For the test against the RFC's own example. */
  Scram(Secret password, String nonce) {
    this.password = password;
    this.nonce = nonce;
  }

  /** The first message; the protocol's startup message has named the user already. */
  String first() {
    return NO_BINDING + firstBare();
  }

  /** The answer to the server's challenge. */
  String last(String challenge) throws GeneralSecurityException {
    Map<Character, String> fields = fields(challenge);
    String nonces = fields.getOrDefault('r', "");
    if (!nonces.startsWith(nonce)) {
      throw new GeneralSecurityException("the server's nonce is not an answer to ours");
    }
    byte[] salted =
        salted(decode(fields.get('s')), Integer.parseInt(fields.getOrDefault('i', "0")));
    String unproved =
        "c=" + encode(NO_BINDING.getBytes(StandardCharsets.US_ASCII)) + ",r=" + nonces;
    String transcript = firstBare() + "," + challenge + "," + unproved;
    byte[] key = hmac(salted, "Client Key");
    byte[] stored = MessageDigest.getInstance("SHA-256").digest(key);
    byte[] proof = xor(key, hmac(stored, transcript));
    serverProof = encode(hmac(hmac(salted, "Server Key"), transcript));
    return unproved + ",p=" + encode(proof);
  }

  /** True when the server knows the password too. */
  boolean proves(String answer) {
    String proof = fields(answer).getOrDefault('v', "");
    return !serverProof.isEmpty()
        && MessageDigest.isEqual(
            proof.getBytes(StandardCharsets.US_ASCII),
            serverProof.getBytes(StandardCharsets.US_ASCII));
  }

  private String firstBare() {
    return "n=,r=" + nonce;
  }

  private byte[] salted(byte[] salt, int iterations) throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(password.open().toCharArray(), salt, iterations, 256);
    return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] xor(byte[] one, byte[] other) {
    byte[] result = one.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] ^= other[i];
    }
    return result;
  }

  private static Map<Character, String> fields(String message) {
    Map<Character, String> fields = new HashMap<>();
    for (String field : message.split(",", -1)) {
      if (field.length() > 1 && field.charAt(1) == '=') {
        fields.put(field.charAt(0), field.substring(2));
      }
    }
    return fields;
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] decode(String text) throws GeneralSecurityException {
    if (text == null) {
      throw new GeneralSecurityException("the server's challenge has no salt");
    }
    return Base64.getDecoder().decode(text);
  }
}
