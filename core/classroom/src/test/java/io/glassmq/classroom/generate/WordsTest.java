package io.glassmq.classroom.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private final Words words = new Words(Map.of("Log", "MyLog"));

  @Test
  void shouldRenameInCode() {
    assertThat(words.renamed("new Log(Log.MAX, Log::open, (Log) it)"))
        .isEqualTo("new MyLog(MyLog.MAX, MyLog::open, (MyLog) it)");
  }

  @Test
  void shouldRenameWhereACommentMeansTheClass() {
    assertThat(words.renamed("/** A Log: {@link Log#open}, {@code Log}. */ // {@code Log} Log"))
        .isEqualTo("/** A Log: {@link MyLog#open}, {@code MyLog}. */ // {@code MyLog} Log");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Log\"",
        "\"\\\"Log\"",
        "\"\"\"\n \"Log\" Log\n\"\"\"",
        "'\"' + '\\''",
        "org.other.Log",
        "{@code org.other.Log}",
        "Logs + CommitLog"
      })
  void shouldLeaveAloneWhatIsNotTheClass(String text) {
    assertThat(words.renamed(text)).isEqualTo(text);
  }

  @Test
  void shouldGoOnBehindTextsAndCharacters() {
    assertThat(words.renamed("\"a\" + Log + '\"' + Log + \"\"\"\n x\"\"\" + Log"))
        .isEqualTo("\"a\" + MyLog + '\"' + MyLog + \"\"\"\n x\"\"\" + MyLog");
  }
}
