package io.glassmq.remoting.protocol;

class StandardFrameCodecTest extends FrameCodecContract {
  @Override
  FrameCodec codec() {
    return new StandardFrameCodec();
  }
}
