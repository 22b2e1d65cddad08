package io.glassmq.remoting.protocol;

import io.glassmq.remoting.exception.RemotingCommandException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.annotations.Debug;

/**
 * A request or an answer: a code, a header of named fields, and a body of bytes.
 *
 * <p>Not thread-safe: one thread fills it in, then hands it over. A command is sent once; asking
 * again takes a new one.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.protocol.RemotingCommand}.
 */
@Debug.Renderer(text = "toString()")
public final class RemotingCommand {
  /** What we say our version is: 5.5.0, whose behaviour we have. */
  public static final int VERSION = 513;

  private static final int RESPONSE_BIT = 1;
  private static final int ONEWAY_BIT = 1 << 1;
  private static final AtomicInteger NEXT_OPAQUE = new AtomicInteger();
  private static final byte[] NO_BODY = {};

  private final int code;
  private LanguageCode language = LanguageCode.JAVA;
  private int version = VERSION;
  private int opaque;
  private int flag;
  private String remark;
  private Map<String, String> extFields;
  private byte[] body = NO_BODY;
  private TransferBody transferBody;
  private SerializeType serializeType = SerializeType.JSON;

  private RemotingCommand(int code, int opaque, int flag) {
    this.code = code;
    this.opaque = opaque;
    this.flag = flag;
  }

  /** A request with a header record, or without one when {@code header} is null. */
  public static RemotingCommand createRequest(RequestCode code, CommandCustomHeader header) {
    return new RemotingCommand(code.code(), NEXT_OPAQUE.getAndIncrement(), 0).header(header);
  }

  public static RemotingCommand createRequest(RequestCode code) {
    return createRequest(code, null);
  }

  /** An answer; the server fills in to what. */
  public static RemotingCommand createResponse(ResponseCode code, String remark) {
    var response = new RemotingCommand(code.code(), 0, RESPONSE_BIT);
    response.remark = remark;
    return response;
  }

  /** The answer that all went well. */
  public static RemotingCommand success() {
    return createResponse(ResponseCode.SUCCESS, null);
  }

  /** The same request under a new number, to be sent once more. */
  public RemotingCommand again() {
    var request = new RemotingCommand(code, NEXT_OPAQUE.getAndIncrement(), flag);
    request.language = language;
    request.version = version;
    request.remark = remark;
    request.extFields = extFields;
    request.body = body;
    request.serializeType = serializeType;
    return request;
  }

  /** This answer once more, for somebody who asked through us. */
  public RemotingCommand relayed() {
    var answer = new RemotingCommand(code, 0, RESPONSE_BIT);
    answer.remark = remark;
    answer.body = body;
    return answer;
  }

  /** A command as it came in; for decoders. The language is null when nobody knows it. */
  public static RemotingCommand received(
      int code, LanguageCode language, int version, int opaque, int flag, String remark) {
    var command = new RemotingCommand(code, opaque, flag);
    command.language = language;
    command.version = version;
    command.remark = remark;
    return command;
  }

  /** Sets the extension fields from the components of {@code header}; null changes nothing. */
  public RemotingCommand header(CommandCustomHeader header) {
    if (header != null) {
      HeaderCodec.write(header, fields());
    }
    return this;
  }

  /**
   * The extension fields as a record.
   *
   * @throws RemotingCommandException if a required field is missing or is no number
   */
  public <H extends Record & CommandCustomHeader> H decodeHeader(Class<H> type)
      throws RemotingCommandException {
    return HeaderCodec.read(extFields == null ? Map.of() : extFields, type);
  }

  /** One extension field, or null. */
  public String field(String name) {
    return extFields == null ? null : extFields.get(name);
  }

  public RemotingCommand addField(String name, String value) {
    fields().put(name, value);
    return this;
  }

  private Map<String, String> fields() {
    if (extFields == null) {
      extFields = new HashMap<>();
    }
    return extFields;
  }

  /** All extension fields. None are null, or an empty map: JSON tells the two apart. */
  public Map<String, String> extFields() {
    return extFields;
  }

  /** Takes all extension fields at once, as {@link #extFields()} gives them. For decoders. */
  public void extFields(Map<String, String> fields) {
    this.extFields = fields;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  public RequestCode requestCode() {
    return RequestCode.of(code);
  }

  public ResponseCode responseCode() {
    return ResponseCode.of(code);
  }

  public boolean isSuccess() {
    return code == ResponseCode.SUCCESS.code();
  }

  /** Null when the sender named one that we do not know. */
  public LanguageCode language() {
    return language;
  }

  public int version() {
    return version;
  }

  /** The number that an answer shares with its request. */
  public int opaque() {
    return opaque;
  }

  public void opaque(int opaque) {
    this.opaque = opaque;
  }

  public int flag() {
    return flag;
  }

  public boolean isResponse() {
    return (flag & RESPONSE_BIT) != 0;
  }

  public boolean isOneway() {
    return (flag & ONEWAY_BIT) != 0;
  }

  public RemotingCommand markOneway() {
    flag |= ONEWAY_BIT;
    return this;
  }

  public String remark() {
    return remark;
  }

  public RemotingCommand remark(String remark) {
    this.remark = remark;
    return this;
  }

  /** Never null; empty when there is none or when it is a {@link #transferBody()}. */
  public byte[] body() {
    return body;
  }

  public RemotingCommand body(byte[] body) {
    this.body = body == null ? NO_BODY : body;
    return this;
  }

  /** A body that is sent from where it lies, or null. */
  public TransferBody transferBody() {
    return transferBody;
  }

  public RemotingCommand transferBody(TransferBody body) {
    this.transferBody = body;
    return this;
  }

  /** Bytes of the body, wherever it lies. */
  public int bodySize() {
    return transferBody == null ? body.length : transferBody.size();
  }

  /** The form the header had, or is to have. */
  public SerializeType serializeType() {
    return serializeType;
  }

  public RemotingCommand serializeType(SerializeType type) {
    this.serializeType = type;
    return this;
  }

  @Override
  public String toString() {
    String what = isResponse() ? responseCode().name() : requestCode().name();
    return "RemotingCommand ["
        + (isResponse() ? "response " : "request ")
        + what
        + " ("
        + code
        + "), opaque="
        + opaque
        + (isOneway() ? ", oneway" : "")
        + ", remark="
        + remark
        + ", extFields="
        + extFields
        + ", body="
        + bodySize()
        + " bytes]";
  }
}
