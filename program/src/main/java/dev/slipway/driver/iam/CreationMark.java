package dev.slipway.driver.iam;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * A tag of the user that stands while a key of it is made: the keys that it had before. A key that
 * is not among them is the one whose creation was cut off. In IAM, and not in a file, so that any
 * controller finds it.
 */
record CreationMark(IamClient client, String user) {
  private static final String TAG = "slipway:creating-key-beside";
  private static final String NONE = "none";

  Optional<List<String>> read() {
    return IamCalls.calling(
        "iam:ListUserTags",
        user,
        () ->
            client.listUserTagsPaginator(list -> list.userName(user)).tags().stream()
                .filter(tag -> tag.key().equals(TAG))
                .map(tag -> List.of(tag.value().split(" ")))
                .findFirst());
  }

  void set(List<String> keys) {
    String value = keys.isEmpty() ? NONE : String.join(" ", keys);
    Tag tag = Tag.builder().key(TAG).value(value).build();
    IamCalls.calling(
        "iam:TagUser", user, () -> client.tagUser(mark -> mark.userName(user).tags(tag)));
  }

  void remove() {
    IamCalls.calling(
        "iam:UntagUser", user, () -> client.untagUser(mark -> mark.userName(user).tagKeys(TAG)));
  }
}
