package io.glassmq.broker.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.TestClock;
import io.glassmq.remoting.protocol.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsumerOffsetManagerTest {
  /** As the official broker wrote it, bare integer names and all. */
  private static final String OFFICIAL =
      """
      {
      	"dataVersion":{
      		"counter":3,
      		"stateVersion":0,
      		"timestamp":1795323675609
      	},
      	"groupTopicMap":{"PG2":["PopT2"],"PG1":["PopT"]},
      	"offsetTable":{
      		"PopT@PG1":{0:3,1:3,2:0,3:0
      		},
      		"PopT2@PG2":{0:4
      		}
      	},
      	"pullOffsetTable":{}
      }""";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void setUp() {
    file = folder.resolve("config/consumerOffset.json");
  }

  private ConsumerOffsetManager open() {
    var offsets = new ConsumerOffsetManager(new ConfigFile(file), new TestClock());
    offsets.load();
    return offsets;
  }

  @Test
  void shouldKnowNoOffsetAtFirst() {
    assertThat(open().queryOffset("G", "T", 0)).isEqualTo(ConsumerOffsetManager.NONE);
  }

  @Test
  void shouldWriteAgainWhatCouldNotBeWritten() throws IOException {
    var offsets = open();
    Files.createFile(file.getParent()); // stands where the folder should be
    offsets.commitOffset("G", "T", 0, 9);
    offsets.doWork();
    assertThat(file.getParent()).isRegularFile();

    Files.delete(file.getParent());
    offsets.doWork();
    assertThat(open().queryOffset("G", "T", 0)).isEqualTo(9);
  }

  @Test
  void shouldTakeSmallerOffsetsAsWell() {
    var offsets = open();

    offsets.commitOffset("G", "T", 0, 9);
    offsets.commitOffset("G", "T", 0, 4);

    assertThat(offsets.queryOffset("G", "T", 0)).isEqualTo(4);
  }

  @Test
  void shouldStillKnowOffsetsAfterARestart() {
    var offsets = open();
    offsets.commitOffset("G", "T", 3, 12);
    offsets.doWork();

    assertThat(open().queryOffset("G", "T", 3)).isEqualTo(12);
  }

  @Test
  void shouldReadTheFileOfTheOfficialBroker() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, OFFICIAL);

    var offsets = open();

    assertThat(offsets.queryOffset("PG1", "PopT", 1)).isEqualTo(3);
    assertThat(offsets.queryOffset("PG2", "PopT2", 0)).isEqualTo(4);
  }

  @Test
  void shouldWriteOnlyWhenSomethingChanged() throws IOException {
    var offsets = open();
    offsets.commitOffset("G", "T", 0, 5);
    offsets.doWork();
    Files.delete(file);

    offsets.commitOffset("G", "T", 0, 5);
    offsets.doWork();
    assertThat(file).doesNotExist();

    offsets.commitOffset("G", "T", 0, 6);
    offsets.doWork();
    assertThat(file).exists();
  }

  @Test
  void shouldGoBackToTheVersionBeforeWhenTheFileIsBroken() throws IOException {
    var offsets = open();
    offsets.commitOffset("G", "T", 0, 5);
    offsets.doWork();
    offsets.commitOffset("G", "T", 0, 6);
    offsets.doWork();
    Files.writeString(file, "{\"offsetTable\":{\"T@");

    assertThat(open().queryOffset("G", "T", 0)).isEqualTo(5);
  }

  @Test
  void shouldForgetTopicsAndGroupsThatAreDeleted() {
    var offsets = open();
    offsets.commitOffset("G", "T", 0, 5);
    offsets.commitOffset("G", "U", 0, 6);
    offsets.commitOffset("H", "U", 0, 7);

    offsets.removeTopic("T");
    offsets.removeGroup("H");

    assertThat(offsets.queryOffset("G", "T", 0)).isEqualTo(ConsumerOffsetManager.NONE);
    assertThat(offsets.queryOffset("G", "U", 0)).isEqualTo(6);
    assertThat(offsets.queryOffset("H", "U", 0)).isEqualTo(ConsumerOffsetManager.NONE);
  }
}
