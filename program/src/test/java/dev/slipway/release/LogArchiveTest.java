package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.fake.FakeObjectStore;
import dev.slipway.release.LogArchive.Archived;
import dev.slipway.workflow.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogArchiveTest {
  private static final String BUCKET = "logs";
  private static final String PREFIX = "production/v41";

  @TempDir Path folder;
  private final FakeObjectStore store = new FakeObjectStore();
  private LogArchive archive;
  private List<Path> files;

  @BeforeEach
  void writeLogs() throws IOException {
    store.ensureBucket(BUCKET);
    archive = new LogArchive(store, folder.resolve("scratch"), 3);
    files = IntStream.range(0, 10).mapToObj(i -> folder.resolve("log." + i)).toList();
    for (Path file : files) {
      Files.writeString(file, "0123456789");
    }
  }

  @Test
  void putsEveryFileBelowThePrefix() {
    assertThat(archive(files)).isEqualTo(new Archived(10, 100, 0));
    assertThat(store.list(BUCKET, PREFIX + "/log.")).hasSize(10).allMatch(o -> o.size() == 10);
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void twiceIsHarmless() {
    archive(files);
    assertThat(archive(files)).isEqualTo(new Archived(10, 100, 10));
  }

  @Test
  void goesOnWhereItStood() {
    archive(files.subList(0, 4));
    assertThat(archive(files)).isEqualTo(new Archived(10, 100, 4));
  }

  @Test
  void sendsAFileAgainThatGrewSince() throws IOException {
    archive(files);
    Files.writeString(files.getFirst(), "0123456789 and more");
    assertThat(archive(files)).isEqualTo(new Archived(10, 109, 9));
    assertThat(store.find(BUCKET, PREFIX + "/log.0").orElseThrow().size()).isEqualTo(19);
  }

  /** A site that was restored has the version of the one whose logs lie there. */
  @Test
  void neverPutsOneSitesLogOverAnothers() throws IOException {
    archive(files);
    Files.writeString(files.getFirst(), "of another site");

    assertThat(archive(files)).isEqualTo(new Archived(10, 105, 9));
    assertThat(archive(files)).isEqualTo(new Archived(10, 105, 10));
    assertThat(store.find(BUCKET, PREFIX + "/log.0").orElseThrow().size()).isEqualTo(10);
    assertThat(store.find(BUCKET, PREFIX + "/log.0~2").orElseThrow().size()).isEqualTo(15);
  }

  @Test
  void namesAFileThatIsMissingAndArchivesTheOthers() throws IOException {
    Files.delete(files.get(3));
    refuses(files).contains("log.3").doesNotContain("log.4");
    assertThat(store.list(BUCKET, PREFIX)).hasSize(9);
  }

  @Test
  void namesAFileThatTheStoreDidNotTake() {
    store.mishaps().fail(ErrorCode.OBJECT_STORE_FAILED);
    refuses(files.subList(5, 6)).contains("log.5", "told to fail");
  }

  @Test
  void distrustsAStoreThatSaysItHasTheFile() {
    store.mishaps().lie();
    refuses(files.subList(5, 6)).contains("log.5", "checksum");
    store.mishaps().mend();
    assertThat(archive(files)).isEqualTo(new Archived(10, 100, 0));
  }

  @Test
  void refusesTwoFilesOfOneName() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other")).resolve("log.1");
    Files.writeString(other, "other");
    refuses(List.of(files.get(1), other)).contains("log.1");
    assertThat(store.list(BUCKET, PREFIX)).isEmpty();
  }

  @Test
  void stopsWhenItIsInterrupted() {
    store.mishaps().hang();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> archive(files))
        .asInstanceOf(type(SlipwayException.class))
        .extracting(SlipwayException::code)
        .isEqualTo(ErrorCode.INTERRUPTED);
    assertThat(Thread.interrupted()).isTrue();
  }

  private Archived archive(List<Path> some) {
    return archive.archive(some, BUCKET, PREFIX, Progress.silent());
  }

  private AbstractStringAssert<?> refuses(List<Path> some) {
    return assertThatThrownBy(() -> archive(some))
        .asInstanceOf(type(SlipwayException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LOGS_FAILED))
        .extracting(SlipwayException::getMessage)
        .asString();
  }
}
