package dev.slipway.driver.iam;

import dev.slipway.aws.AwsAccess;
import dev.slipway.aws.AwsClients;
import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.AccessKey;
import dev.slipway.service.KeyRing;
import dev.slipway.service.KeyUse;
import dev.slipway.service.NewKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.StatusType;

/**
 * The keys of IAM users. IAM makes a key active, and only then can it be made inactive: a {@link
 * CreationMark} tells who dies in between from who was never there.
 */
public final class IamKeyRing implements KeyRing, AutoCloseable {
  private final IamClient client;

  public IamKeyRing(AwsAccess access) {
    this.client = AwsClients.prepare(IamClient.builder(), access).build();
  }

  @Override
  public List<AccessKey> keys(String user) {
    return IamCalls.calling(
        "iam:ListAccessKeys",
        user,
        () ->
            client.listAccessKeysPaginator(list -> list.userName(user)).accessKeyMetadata().stream()
                .map(IamKeyRing::shown)
                .sorted(Comparator.comparing(AccessKey::created))
                .toList());
  }

  @Override
  public Optional<KeyUse> lastUse(String user, String keyId) {
    AccessKeyLastUsed use =
        IamCalls.calling(
            "iam:GetAccessKeyLastUsed",
            user,
            () -> client.getAccessKeyLastUsed(ask -> ask.accessKeyId(keyId)).accessKeyLastUsed());
    return Optional.ofNullable(use.lastUsedDate())
        .map(when -> new KeyUse(when, use.serviceName() + " in " + use.region()));
  }

  @Override
  public NewKey create(String user) {
    settle(user);
    mark(user).set(ids(user));
    NewKey key = createActive(user);
    deactivate(user, key.id());
    mark(user).remove();
    return key;
  }

  /** Without an answer it may have been created all the same. */
  private NewKey createActive(String user) {
    try {
      var created =
          IamCalls.calling(
              "iam:CreateAccessKey",
              user,
              () -> client.createAccessKey(create -> create.userName(user)).accessKey());
      return new NewKey(created.accessKeyId(), new Secret(created.secretAccessKey()));
    } catch (SlipwayException e) {
      settle(user);
      throw e;
    }
  }

  /** One that was used has its secret somewhere: somebody else made it meanwhile. */
  @Override
  public void settle(String user) {
    Optional<List<String>> before = mark(user).read();
    if (before.isPresent()) {
      keys(user).stream()
          .filter(key -> key.active() && !before.get().contains(key.id()))
          .filter(key -> lastUse(user, key.id()).isEmpty())
          .forEach(key -> deactivate(user, key.id()));
      mark(user).remove();
    }
  }

  @Override
  public void activate(String user, String keyId) {
    set(user, keyId, StatusType.ACTIVE);
  }

  @Override
  public void deactivate(String user, String keyId) {
    set(user, keyId, StatusType.INACTIVE);
  }

  /** IAM itself would delete an active one, too. */
  @Override
  public void delete(String user, String keyId) {
    if (keys(user).stream().anyMatch(key -> key.id().equals(keyId) && key.active())) {
      throw new SlipwayException(
          ErrorCode.KEY_STATE,
          "key %s of user %s is active and in use".formatted(keyId, user),
          "deactivate it first");
    }
    IamCalls.calling(
        "iam:DeleteAccessKey",
        user,
        () -> client.deleteAccessKey(delete -> delete.userName(user).accessKeyId(keyId)));
  }

  @Override
  public void close() {
    client.close();
  }

  private void set(String user, String keyId, StatusType status) {
    IamCalls.calling(
        "iam:UpdateAccessKey",
        user,
        () ->
            client.updateAccessKey(
                update -> update.userName(user).accessKeyId(keyId).status(status)));
  }

  private List<String> ids(String user) {
    return keys(user).stream().map(AccessKey::id).toList();
  }

  private CreationMark mark(String user) {
    return new CreationMark(client, user);
  }

  private static AccessKey shown(AccessKeyMetadata key) {
    return new AccessKey(key.accessKeyId(), key.status() == StatusType.ACTIVE, key.createDate());
  }
}
