package io.glassmq.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.cli.Run;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class DocsCommandTest {
  @Test
  void shouldTakeAPortOrOnlyBuild() {
    Run run = Run.mq("docs", "--build", "--port", "8001");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("mutually exclusive").hasLineCount(1);
  }

  @Test
  void shouldRefuseAPortThatCannotBe() {
    Run run = Run.mq("docs", "--port", "65536");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("from 0, any free one, to 65535: 65536").hasLineCount(1);
  }

  @Test
  void shouldSayBeforeItBuildsThatThePortIsInUse() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Run run = Run.mq("docs", "--port", "" + taken.getLocalPort());

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .isEqualTo(
              "error: port %d is in use; choose another one with --port\n"
                  .formatted(taken.getLocalPort()));
    }
  }
}
