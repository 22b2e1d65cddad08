package io.glassmq.remoting.protocol;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingCommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The one door between records and JSON: bodies on the wire and settings files on disk.
 *
 * <p>It writes JSON without null members, strict but for queues as member names, which official
 * peers take only as bare objects; see {@link ObjectNames}. It reads what peers of all ages write:
 * unknown and missing members, quoted numbers, bare integers and whole objects as member names,
 * enums by name in any case or by number. Thread-safe.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.protocol.RemotingSerializable}.
 */
public final class RemotingSerializable {
  private static final ObjectMapper MAPPER = mapper();
  private static final ObjectWriter PRETTY = MAPPER.writer(tabs());

  /** An integer as a member name. A quote inside a text is escaped, so this never matches there. */
  private static final Pattern INTEGER_NAME = Pattern.compile("(?<=[{,])\"(-?\\d+)\":");

  private RemotingSerializable() {}

  /** The JSON of {@code value} in UTF-8. */
  public static byte[] encode(Object value) {
    return toJson(value).getBytes(StandardCharsets.UTF_8);
  }

  /** The JSON of {@code value} with integer member names bare, as peers before 4.9.4 want them. */
  public static byte[] encodeBareKeys(Object value) {
    String json = INTEGER_NAME.matcher(toJson(value)).replaceAll("$1:");
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** The JSON of {@code value} on many lines indented by tabs, for files that people read. */
  public static String encodePretty(Object value) {
    return write(PRETTY, value);
  }

  /** The JSON of {@code value} as text. */
  public static String toJson(Object value) {
    return write(MAPPER.writer(), value);
  }

  /**
   * Reads a record.
   *
   * @throws RemotingCommandException if {@code json} is empty, broken, or not of that form
   */
  public static <T> T decode(byte[] json, Class<T> type) throws RemotingCommandException {
    return fromJson(new String(json, StandardCharsets.UTF_8), type);
  }

  /** Like {@link #decode} from text. */
  public static <T> T fromJson(String json, Class<T> type) throws RemotingCommandException {
    try {
      T value = MAPPER.readValue(ObjectNames.quote(json), type);
      if (value != null) {
        return value;
      }
    } catch (JsonProcessingException e) {
      throw new RemotingCommandException(
          "No " + type.getSimpleName() + " in JSON: " + e.getOriginalMessage(), e);
    }
    throw new RemotingCommandException("No " + type.getSimpleName() + ": the JSON is null");
  }

  /** A document member by member. */
  static JsonNode toTree(byte[] json) throws RemotingCommandException {
    return decode(json, JsonNode.class);
  }

  /** What {@link #encode} would write of a record or map, member by member. */
  static ObjectNode toTree(Object value) {
    return MAPPER.valueToTree(value);
  }

  private static String write(ObjectWriter writer, Object value) {
    try {
      return ObjectNames.unquote(writer.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  private static ObjectMapper mapper() {
    return JsonMapper.builder()
        .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .visibility(PropertyAccessor.ALL, Visibility.NONE)
        .visibility(PropertyAccessor.FIELD, Visibility.ANY)
        .visibility(PropertyAccessor.CREATOR, Visibility.PUBLIC_ONLY)
        .addMixIn(MessageQueue.class, MessageQueueForm.class)
        .addModule(queueNames())
        .build();
  }

  private static DefaultPrettyPrinter tabs() {
    var separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Spacing.NONE)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    var indenter = new DefaultIndenter("\t", "\n");
    var printer = new DefaultPrettyPrinter(separators);
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    return printer;
  }

  /** How a queue is made from JSON; {@code common} does not know Jackson. */
  private abstract static class MessageQueueForm {
    @JsonCreator
    MessageQueueForm(
        @JsonProperty("topic") String topic,
        @JsonProperty("brokerName") String brokerName,
        @JsonProperty("queueId") int queueId) {}
  }

  private static SimpleModule queueNames() {
    return new SimpleModule()
        .addKeyDeserializer(MessageQueue.class, new QueueName())
        .addKeySerializer(MessageQueue.class, new QueueNameWriter());
  }

  /** A queue as a member name; {@link ObjectNames} takes the quotes off. */
  private static final class QueueNameWriter extends JsonSerializer<MessageQueue> {
    @Override
    public void serialize(MessageQueue queue, JsonGenerator out, SerializerProvider all)
        throws IOException {
      out.writeFieldName(MAPPER.writeValueAsString(queue));
    }
  }

  /** A queue as a member name. */
  private static final class QueueName extends KeyDeserializer {
    @Override
    public Object deserializeKey(String name, DeserializationContext context) throws IOException {
      return MAPPER.readValue(name, MessageQueue.class);
    }
  }
}
