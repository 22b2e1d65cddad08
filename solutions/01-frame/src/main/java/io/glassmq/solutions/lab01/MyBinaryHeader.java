package io.glassmq.solutions.lab01;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.LanguageCode;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The compact form of a header.
 *
 * <pre>
 *   i16 code   i8 language   i16 version   i32 opaque   i32 flag
 *   i32 length, remark
 *   i32 length of all fields, then for each: i16 length, name, i32 length, value
 * </pre>
 *
 * <p>i16 is a number of 16 bits, and so on; all are big-endian, as a {@link ByteBuffer} reads and
 * writes them. Each length counts bytes. Texts are UTF-8. A text of length 0 stands for null.
 *
 * <p>A field whose name or value is null is left out. A command without fields has null for them,
 * not an empty map.
 */
final class MyBinaryHeader {
  private MyBinaryHeader() {}

  /** Whether code and version fit into 16 bits. */
  static boolean canCarry(RemotingCommand command) {
    return (short) command.code() == command.code()
        && (short) command.version() == command.version();
  }

  /**
   * Reads a header from position to limit.
   *
   * @throws RemotingCommandException if it ends too early or one of its lengths cannot be
   */
  static RemotingCommand decode(ByteBuffer header) throws RemotingCommandException {
    try {
      int code = header.getShort();
      LanguageCode language = LanguageCode.of(header.get());
      int version = header.getShort();
      int opaque = header.getInt();
      int flag = header.getInt();
      String remark = text(header, header.getInt());
      var command = RemotingCommand.received(code, language, version, opaque, flag, remark);
      int fieldsLength = header.getInt();
      if (fieldsLength < 0 || fieldsLength > header.remaining()) {
        throw new RemotingCommandException(
            "fields of " + fieldsLength + " bytes in " + header.remaining());
      }
      if (fieldsLength > 0) {
        command.extFields(fields(header.slice(header.position(), fieldsLength)));
      }
      return command;
    } catch (BufferUnderflowException e) {
      throw new RemotingCommandException("the binary header ends too early", e);
    }
  }

  private static Map<String, String> fields(ByteBuffer in) throws RemotingCommandException {
    Map<String, String> fields = new HashMap<>();
    while (in.hasRemaining()) {
      String name = text(in, in.getShort());
      String value = text(in, in.getInt());
      if (name != null && value != null) {
        fields.put(name, value);
      }
    }
    return fields.isEmpty() ? null : fields;
  }

  private static String text(ByteBuffer in, int length) throws RemotingCommandException {
    if (length < 0 || length > in.remaining()) {
      throw new RemotingCommandException("a text of " + length + " bytes in " + in.remaining());
    }
    if (length == 0) {
      return null;
    }
    var bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }

  /** The header of a command that this form {@linkplain #canCarry can carry}. */
  static byte[] encode(RemotingCommand command) {
    Map<String, String> fields = command.extFields() == null ? Map.of() : command.extFields();
    String remark = command.remark() == null ? "" : command.remark();
    ByteBuffer out = ByteBuffer.allocate(mostBytes(remark, fields));
    out.putShort((short) command.code());
    out.put((byte) LanguageCode.orOther(command.language()).ordinal());
    out.putShort((short) command.version());
    out.putInt(command.opaque());
    out.putInt(command.flag());
    byte[] remarkBytes = remark.getBytes(UTF_8);
    out.putInt(remarkBytes.length).put(remarkBytes);
    int start = out.position() + Integer.BYTES;
    out.position(start);
    fields.forEach(
        (name, value) -> {
          byte[] nameBytes = name.getBytes(UTF_8);
          byte[] valueBytes = value.getBytes(UTF_8);
          out.putShort((short) nameBytes.length).put(nameBytes);
          out.putInt(valueBytes.length).put(valueBytes);
        });
    out.putInt(start - Integer.BYTES, out.position() - start);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static final int FIXED_BYTES = 21;
  private static final int MOST_BYTES_PER_CHAR = 3;

  private static int mostBytes(String remark, Map<String, String> fields) {
    int bytes = FIXED_BYTES + remark.length() * MOST_BYTES_PER_CHAR;
    for (var field : fields.entrySet()) {
      int chars = field.getKey().length() + field.getValue().length();
      bytes += Short.BYTES + Integer.BYTES + chars * MOST_BYTES_PER_CHAR;
    }
    return bytes;
  }
}
