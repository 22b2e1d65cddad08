package io.glassmq.labs.lab01;

import io.glassmq.labs.LabTodo;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.nio.ByteBuffer;

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
    // Step 4: Read a binary header.
    throw new LabTodo(
        "lab01",
        "read-binary",
        "Read the numbers and texts in the order that the picture above shows. "
            + "Check each length before you use it, that of all fields too; a header "
            + "that ends too early is a RemotingCommandException, too.");
  }

  /** The header of a command that this form {@linkplain #canCarry can carry}. */
  static byte[] encode(RemotingCommand command) {
    // Step 5: Write a binary header.
    throw new LabTodo(
        "lab01",
        "write-binary",
        "Write the numbers and texts in the order that the picture above shows, "
            + "and return an array of exactly that size. A missing remark has length 0, "
            + "missing fields as well.");
  }
}
