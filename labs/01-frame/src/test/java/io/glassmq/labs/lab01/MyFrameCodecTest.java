package io.glassmq.labs.lab01;

import io.glassmq.labs.contracts.lab01.FrameCodecContract;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.FrameCodec;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.nio.ByteBuffer;

/** The tests of lab 01, for your classes. */
class MyFrameCodecTest extends FrameCodecContract {

  @Override
  protected FrameCodec codec() {
    return new MyFrameCodec();
  }

  @Override
  protected RemotingCommand readBinary(ByteBuffer header) throws RemotingCommandException {
    return MyBinaryHeader.decode(header);
  }

  @Override
  protected byte[] writeBinary(RemotingCommand command) {
    return MyBinaryHeader.encode(command);
  }
}
