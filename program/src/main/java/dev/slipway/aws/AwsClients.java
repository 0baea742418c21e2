package dev.slipway.aws;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Prepares every client of AWS in the same way. They take their credentials from where the access
 * says and nothing else from the environment: no proxy, no region, no number of retries.
 */
public final class AwsClients {
  static {
    // The JDK's connection repeats a POST by itself when it ended without an answer, unseen by the
    // SDK: a launch that was taken would be taken twice. It reads this when it is first used.
    System.setProperty("sun.net.http.retryPost", "false");
  }

  private static final BackoffStrategy NO_ANSWER =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(5));
  private static final BackoffStrategy THROTTLED =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(250), Duration.ofSeconds(20));

  private AwsClients() {}

  /**
   * The builder of a client, ready but for what only its service knows.
   *
   * @throws SlipwayException {@code SECRET_MISSING} when there is no such profile
   */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B prepare(
      B builder, AwsAccess access) {
    return prepare(builder, access, retries(access.attempts()).build());
  }

  /**
   * The builder of a client for requests that must not be sent twice: only what AWS says it
   * throttled is tried again, never what got no answer.
   */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C>
      B prepareUnrepeatable(B builder, AwsAccess access) {
    return prepare(builder, access, onlyThrottled(access.attempts()));
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B prepare(
      B builder, AwsAccess access, StandardRetryStrategy retries) {
    access.endpoint().ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(access.region()))
        .credentialsProvider(AwsCredentials.of(access.identity()))
        .overrideConfiguration(
            override ->
                override
                    .defaultProfileFile(ProfileFile.aggregator().build())
                    .retryStrategy(retries))
        .httpClientBuilder(http(access));
  }

  /** Waits longer after each try, for a random part of it: clients that meet do not meet again. */
  private static StandardRetryStrategy.Builder retries(int attempts) {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(attempts)
        .backoffStrategy(NO_ANSWER)
        .throttlingBackoffStrategy(THROTTLED);
  }

  private static StandardRetryStrategy onlyThrottled(int attempts) {
    return StandardRetryStrategy.builder()
        .useClientDefaults(false)
        .maxAttempts(attempts)
        .backoffStrategy(NO_ANSWER)
        .throttlingBackoffStrategy(THROTTLED)
        .retryOnException(AwsClients::throttled)
        .treatAsThrottling(AwsClients::throttled)
        .build();
  }

  private static boolean throttled(Throwable failure) {
    return failure instanceof AwsServiceException refused && refused.isThrottlingException();
  }

  private static UrlConnectionHttpClient.Builder http(AwsAccess access) {
    UrlConnectionHttpClient.Builder http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(5))
            .socketTimeout(Duration.ofSeconds(30))
            .proxyConfiguration(
                ProxyConfiguration.builder()
                    .useSystemPropertyValues(false)
                    .useEnvironmentVariablesValues(false)
                    .build());
    access
        .caFile()
        .map(AwsClients::trust)
        .ifPresent(managers -> http.tlsTrustManagersProvider(() -> managers));
    return http;
  }

  private static TrustManager[] trust(Path caFile) {
    try (InputStream pem = Files.newInputStream(caFile)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate found : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("ca-" + trusted.size(), found);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      return factory.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new SlipwayException(
          ErrorCode.OBJECT_STORE_FAILED,
          "the file of trusted certificates %s cannot be used: %s".formatted(caFile, e),
          "it must exist and hold PEM certificates",
          e);
    }
  }
}
