package dev.slipway.driver.keyfile;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Await;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads and rewrites the key file; a lock file beside it puts the writers in a line. */
record KeyFileStore(Path file, Duration lockDeadline) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(secrets())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  KeyFile read() {
    try {
      return Files.exists(file)
          ? JSON.readValue(Files.readAllBytes(file), KeyFile.class)
          : new KeyFile(null);
    } catch (AccessDeniedException e) {
      throw denied(e);
    } catch (IOException e) {
      // Without the cause: a parser quotes the text that it stumbled on, and this one has secrets.
      throw new SlipwayException(
          ErrorCode.KEY_STATE,
          "the key file " + file + " cannot be read: " + e.getClass().getSimpleName(),
          "put its last good version back");
    }
  }

  void change(UnaryOperator<KeyFile> change) {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = acquire(channel)) {
      if (held.isValid()) {
        byte[] content = JSON.writeValueAsBytes(change.apply(read()));
        AtomicFile.write(file, content, System.getProperty("user.name"));
      }
    } catch (IOException e) {
      throw denied(e);
    }
  }

  private FileLock acquire(FileChannel channel) {
    return Await.of("the lock of " + file, lockDeadline)
        .every(Duration.ofMillis(5))
        .until(() -> tryLock(channel));
  }

  private Optional<FileLock> tryLock(FileChannel channel) {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw denied(e);
    }
  }

  private SlipwayException denied(IOException e) {
    return new SlipwayException(
        ErrorCode.PERMISSION_DENIED,
        "the key file " + file + " cannot be used: " + e.getClass().getSimpleName(),
        "its folder must exist and belong to the user that runs slipway",
        e);
  }

  private static SimpleModule secrets() {
    return new SimpleModule()
        .addSerializer(new SecretWriter())
        .addDeserializer(Secret.class, new SecretReader());
  }

  private static final class SecretWriter extends StdSerializer<Secret> {
    private static final long serialVersionUID = 1L;

    SecretWriter() {
      super(Secret.class);
    }

    @Override
    public void serialize(Secret secret, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(secret.open());
    }
  }

  private static final class SecretReader extends StdDeserializer<Secret> {
    private static final long serialVersionUID = 1L;

    SecretReader() {
      super(Secret.class);
    }

    @Override
    public Secret deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return new Secret(json.getValueAsString(""));
    }
  }
}
