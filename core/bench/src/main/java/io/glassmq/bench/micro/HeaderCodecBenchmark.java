package io.glassmq.bench.micro;

import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.FrameCodec;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.SerializeType;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeaderV2;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A send request of 1 KiB, to its frame and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HeaderCodecBenchmark {
  private final FrameCodec codec = FrameCodec.standard();
  private RemotingCommand command;
  private ByteBuffer frame;

  @Param({"JSON", "ROCKETMQ"})
  public SerializeType headers;

  @Setup
  public void encodeOnce() {
    var header =
        new SendMessageRequestHeaderV2(
            "producers",
            "BenchTopic",
            "TBW102",
            4,
            0,
            0,
            1_700_000_000_000L,
            0,
            "UNIQ_KEY\u00017F0000010A4C2B2B0A4C000000000000\u0002WAIT\u0001true\u0002",
            0,
            false,
            0,
            false,
            "broker-a");
    command =
        RemotingCommand.createRequest(RequestCode.SEND_MESSAGE_V2, header)
            .serializeType(headers)
            .body(new byte[1024]);
    ByteBuffer head = codec.encodeHead(command);
    frame = ByteBuffer.allocate(head.remaining() + 1024).put(head).put(command.body()).flip();
  }

  @Benchmark
  public ByteBuffer encode() {
    return codec.encodeHead(command);
  }

  @Benchmark
  public SendMessageRequestHeaderV2 decode() throws RemotingCommandException {
    return codec.decode(frame.duplicate()).decodeHeader(SendMessageRequestHeaderV2.class);
  }
}
