package io.glassmq.cli;

import static io.glassmq.cli.Run.mq;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GenerateCommandTest {

  @Nested
  class Generate {
    @Test
    void shouldSayWhatItWouldDoAndDoNothing() {
      Run run = mq("generate", "--check", "00");

      assertThat(run.err()).isEmpty();
      assertThat(run.out()).endsWith(" files generated, 0 of them new or changed\n");
      assertThat(run.exitCode()).isZero();
    }

    @Test
    void shouldNameTheFoldersThatThereAre() {
      Run run = mq("generate", "--check", "99");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .startsWith("error: 99: no chapter's or lab's folder begins so. Choose one of [00-")
          .hasLineCount(1);
    }

    @Test
    void shouldNotBeAmongTheCommandsOfLearners() {
      assertThat(mq("--help").out()).contains("bytes ").doesNotContain("generate");
    }
  }

  @Nested
  class Bytes {
    @Test
    void shouldListThePictures() {
      Run run = mq("bytes");

      assertThat(run.out().lines())
          .hasSizeGreaterThan(3)
          .anyMatch(it -> it.startsWith("log-record"));
      assertThat(run.exitCode()).isZero();
    }

    @Test
    void shouldShowEveryFieldOfOne() {
      Run run = mq("bytes", "log-record");

      assertThat(run.out()).contains("at bytes  field", "total size", "physical offset");
      assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void shouldNameThosePicturesThatThereAre() {
      Run run = mq("bytes", "log-rekord");

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err())
          .contains("There is no picture log-rekord", "log-record")
          .hasLineCount(1);
    }
  }
}
