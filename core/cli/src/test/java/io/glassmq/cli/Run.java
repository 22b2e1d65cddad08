package io.glassmq.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the mq command inside this JVM: what it printed and how it ended. */
public record Run(int exitCode, String out, String err) {

  public static Run mq(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exitCode =
        Mq.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
