package io.glassmq.remoting.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.glassmq.remoting.exception.RemotingCommandException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The form of a header that everybody reads: a JSON object. It is on the path of every message, so
 * it goes token by token and builds no tree.
 */
public final class JsonHeader {
  private static final int TYPICAL_CHARS = 320;

  /** Names come from the network: kept in the parser's own table, not in that of the JVM. */
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private int code;
  private LanguageCode language = LanguageCode.JAVA;
  private int version;
  private int opaque;
  private int flag;
  private String remark;
  private Map<String, String> extFields;

  private JsonHeader() {}

  /**
   * Reads a header from position to limit.
   *
   * @throws RemotingCommandException if it is no JSON object, or a member is of the wrong kind
   */
  public static RemotingCommand decode(ByteBuffer header) throws RemotingCommandException {
    var bytes = new byte[header.remaining()];
    header.get(bytes);
    var members = new JsonHeader();
    try (JsonParser parser = JSON.createParser(bytes)) {
      members.read(parser);
    } catch (IOException e) {
      // Without the second line, which tells where; the bytes are not at hand anyway.
      String why =
          e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
      throw new RemotingCommandException("the JSON header cannot be read: " + why, e);
    }
    var command =
        RemotingCommand.received(
            members.code,
            members.language,
            members.version,
            members.opaque,
            members.flag,
            members.remark);
    command.extFields(members.extFields);
    return command;
  }

  private void read(JsonParser parser) throws IOException, RemotingCommandException {
    expect(parser.nextToken(), JsonToken.START_OBJECT);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "code" -> code = number(parser, value);
        case "language" -> language = language(parser, value);
        case "version" -> version = number(parser, value);
        case "opaque" -> opaque = number(parser, value);
        case "flag" -> flag = number(parser, value);
        case "remark" -> remark = text(parser, value);
        case "extFields" -> extFields = fields(parser, value);
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw new RemotingCommandException("the JSON header goes on after its end");
    }
  }

  private static int number(JsonParser parser, JsonToken value)
      throws IOException, RemotingCommandException {
    if (value == JsonToken.VALUE_NUMBER_INT) {
      return parser.getIntValue();
    }
    try {
      return value == JsonToken.VALUE_NULL ? 0 : Integer.parseInt(parser.getText());
    } catch (NumberFormatException e) {
      throw new RemotingCommandException(
          "the member " + parser.currentName() + " is no number: " + parser.getText(), e);
    }
  }

  private static LanguageCode language(JsonParser parser, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NUMBER_INT) {
      return LanguageCode.of(parser.getIntValue());
    }
    String name = text(parser, value);
    return name == null ? null : LanguageCode.of(name);
  }

  private static Map<String, String> fields(JsonParser parser, JsonToken start)
      throws IOException, RemotingCommandException {
    if (start == JsonToken.VALUE_NULL) {
      return null;
    }
    expect(start, JsonToken.START_OBJECT);
    Map<String, String> fields = new HashMap<>(32);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String value = text(parser, parser.nextToken());
      if (value != null) {
        fields.put(name, value);
      }
    }
    return fields;
  }

  /** A value as text: null for null, JSON for an object or an array. */
  private static String text(JsonParser parser, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NULL) {
      return null;
    }
    if (!value.isStructStart()) {
      return parser.getText();
    }
    var json = new StringWriter();
    try (var generator = JSON.createGenerator(json)) {
      generator.copyCurrentStructure(parser);
    }
    return json.toString();
  }

  private static void expect(JsonToken token, JsonToken expected) throws RemotingCommandException {
    if (token != expected) {
      throw new RemotingCommandException(
          "the JSON header has " + token + " where " + expected + " must be");
    }
  }

  /** The header of any command, as UTF-8. */
  public static byte[] encode(RemotingCommand command) {
    var json = new StringBuilder(TYPICAL_CHARS);
    json.append("{\"code\":").append(command.code());
    if (command.extFields() != null) {
      json.append(",\"extFields\":{");
      String separator = "";
      for (var field : command.extFields().entrySet()) {
        json.append(separator);
        quote(field.getKey(), json);
        json.append(':');
        quote(field.getValue(), json);
        separator = ",";
      }
      json.append('}');
    }
    json.append(",\"flag\":").append(command.flag());
    json.append(",\"language\":\"").append(LanguageCode.orOther(command.language())).append('"');
    json.append(",\"opaque\":").append(command.opaque());
    if (command.remark() != null) {
      json.append(",\"remark\":");
      quote(command.remark(), json);
    }
    json.append(",\"serializeTypeCurrentRPC\":\"JSON\",\"version\":").append(command.version());
    return json.append('}').toString().getBytes(UTF_8);
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    if (isPlain(text)) {
      json.append(text);
    } else {
      JsonStringEncoder.getInstance().quoteAsString(text, json);
    }
    json.append('"');
  }

  /** Almost all texts are, and a plain one is copied as a whole instead of letter by letter. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }
}
