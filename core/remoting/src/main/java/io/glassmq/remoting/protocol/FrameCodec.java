package io.glassmq.remoting.protocol;

import io.glassmq.remoting.exception.RemotingCommandException;
import java.nio.ByteBuffer;

/**
 * Commands to frames and back.
 *
 * <pre>
 *   offset  size
 *   0       4     length of all that follows: 4 + H + B
 *   4       1     type of the header: 0 JSON, 1 ROCKETMQ
 *   5       3     H, length of the header
 *   8       H     header
 *   8 + H   B     body
 * </pre>
 *
 * All numbers are big-endian.
 *
 * <ul>
 *   <li>FC-1: {@link #decode} of {@link #encodeHead} and the body is an equal command: code,
 *       language, version, opaque, flag, remark, fields, body, type of header. An empty remark and
 *       an empty value become null in the binary form.
 *   <li>FC-2: the header is written in the command's {@code serializeType}; but a code or version
 *       of more than 16 bits goes as JSON, because the binary form would cut it.
 *   <li>FC-3: unknown JSON members are ignored; numbers may be quoted; field values may be numbers,
 *       booleans, objects, arrays (their JSON text is taken) or null (left out); the language may
 *       be a number or unknown.
 *   <li>FC-4: whatever the bytes are, {@link #decode} gives a command or throws a {@link
 *       RemotingCommandException}, and takes no more memory than a few times the size of the frame.
 *   <li>FC-5: a frame of more than {@link #MAX_FRAME_BYTES} is refused as soon as its first four
 *       bytes are there.
 * </ul>
 *
 * <p>Thread-safe. Official counterparts: {@code org.apache.rocketmq.remoting.netty.NettyDecoder}
 * and {@code org.apache.rocketmq.remoting.netty.NettyEncoder}.
 */
public interface FrameCodec {

  /** The longest frame, with its four bytes of length: 16 MiB. */
  int MAX_FRAME_BYTES = 1 << 24;

  /** The reference. */
  static FrameCodec standard() {
    return new StandardFrameCodec();
  }

  /**
   * How long the frame is that begins at the position of {@code bytes}, its four bytes of length
   * included; 0 if these are not there yet. Does not move the position.
   *
   * @throws RemotingCommandException if no frame can have that length
   */
  int frameLength(ByteBuffer bytes) throws RemotingCommandException;

  /**
   * Reads one whole frame, from position to limit. The command keeps no reference to the buffer.
   *
   * @throws RemotingCommandException if this is no frame; the text says why
   */
  RemotingCommand decode(ByteBuffer frame) throws RemotingCommandException;

  /**
   * All of a frame but its body, ready to be read; the body follows as it is.
   *
   * @throws IllegalArgumentException if the frame would be longer than {@link #MAX_FRAME_BYTES}
   */
  ByteBuffer encodeHead(RemotingCommand command);
}
