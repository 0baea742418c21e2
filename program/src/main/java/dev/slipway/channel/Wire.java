package dev.slipway.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.slipway.config.Secret;
import java.io.IOException;
import java.lang.reflect.Type;

/** What goes over the wire, as JSON. The one place where a secret is written: it stays in there. */
final class Wire {
  /** Says to either side that the other one is there. */
  static final String ALIVE = "";

  /** The first line of a process that serves: what it speaks. */
  static final String GREETING = "slipway channel 1";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .addModule(
              new SimpleModule()
                  .addSerializer(new OpenSecret())
                  .addDeserializer(Secret.class, new ClosedSecret()))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          // What a newer version adds, an older one leaves out.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Wire() {}

  static String line(Object message) {
    try {
      return JSON.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written: " + message.getClass(), e);
    }
  }

  /**
   * @throws IOException when it is no such message; its text is nowhere in it
   */
  static <T> T parse(String line, Class<T> type) throws IOException {
    try {
      return JSON.readValue(line, type);
    } catch (JsonProcessingException e) {
      // Its message quotes what could not be read, and so does that of its cause.
      throw new IOException("not a line of this channel: " + e.getClass().getSimpleName());
    }
  }

  static JsonNode tree(Object value) {
    return JSON.valueToTree(value);
  }

  static Object value(JsonNode tree, Type type) {
    return JSON.convertValue(tree, JSON.constructType(type));
  }

  private static final class OpenSecret extends StdSerializer<Secret> {
    private static final long serialVersionUID = 1L;

    OpenSecret() {
      super(Secret.class);
    }

    @Override
    public void serialize(Secret secret, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(secret.open());
    }
  }

  private static final class ClosedSecret extends StdDeserializer<Secret> {
    private static final long serialVersionUID = 1L;

    ClosedSecret() {
      super(Secret.class);
    }

    @Override
    public Secret deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return new Secret(in.getText());
    }
  }
}
