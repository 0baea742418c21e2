package dev.slipway.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.service.SourceRepository;
import dev.slipway.service.SourceRepositoryContract;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FakeSourceRepositoryTest extends SourceRepositoryContract {
  private final FakeSourceRepository source = new FakeSourceRepository();

  @Test
  void failsWhenItIsTold() {
    source.mishaps().fail(ErrorCode.COMMAND_FAILED);
    refuses(ErrorCode.COMMAND_FAILED, () -> source.resolve("main"));
  }

  @Test
  void liesAboutATag() {
    source.mishaps().lie();
    source.tag("v42.0", "main", List.of(), "Release");
    assertThat(source.resolve("v42.0")).isEmpty();
  }

  @Override
  protected SourceRepository source() {
    return source;
  }

  @Override
  protected String commit(String branch, String path, String text) {
    return source.commit(branch, path, text);
  }

  @Override
  protected void branch(String name, String from) {
    source.branch(name, from);
  }

  @Override
  protected void merge(String branch, String into) {
    source.merge(branch, into);
  }

  @Override
  protected void soil() {
    source.soil();
  }
}
