package dev.slipway.workflow.dbos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root may look into every folder, so that nothing but a loop and a file stop it. */
class EmbeddedFilesTest {
  @TempDir Path folder;

  @Test
  void thereIsNoJournalWhereNoneWasMade() {
    assertThat(EmbeddedServer.present(folder.resolve("state/journal"))).isFalse();
  }

  @Test
  void aJournalThatCannotBeLookedIntoIsNotTakenForOneThatIsNotThere() throws IOException {
    Path loop = folder.resolve("loop");
    EmbeddedFiles files = new EmbeddedFiles(Files.createSymbolicLink(loop, loop));

    SlipwayException refused = catchThrowableOfType(SlipwayException.class, files::initialised);

    assertThat(refused.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
  }

  @Test
  void aFolderThatCannotBeMadeIsNoDefect() throws IOException {
    Path file = Files.writeString(folder.resolve("state"), "");
    EmbeddedFiles files = new EmbeddedFiles(file.resolve("journal"));

    SlipwayException refused = catchThrowableOfType(SlipwayException.class, files::create);

    assertThat(refused.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    assertThat(refused.hint()).contains("run as the user");
  }
}
