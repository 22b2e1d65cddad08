package io.glassmq.remoting.protocol;

import io.glassmq.labs.contracts.lab01.FrameCodecContract;
import io.glassmq.remoting.exception.RemotingCommandException;
import java.nio.ByteBuffer;

class StandardFrameCodecTest extends FrameCodecContract {
  @Override
  protected FrameCodec codec() {
    return new StandardFrameCodec();
  }

  @Override
  protected RemotingCommand readBinary(ByteBuffer header) throws RemotingCommandException {
    return BinaryHeader.decode(header);
  }

  @Override
  protected byte[] writeBinary(RemotingCommand command) {
    return BinaryHeader.encode(command);
  }
}
