package io.glassmq.cli;

import io.glassmq.boot.CommonOptions;
import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.remoting.exception.RemotingConnectException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that talks to servers which run already. */
abstract class ClientCommand implements Callable<Integer> {
  private static final String DEFAULT_ADDRESS = "127.0.0.1:9876";

  @Spec private CommandSpec spec;

  @Option(
      names = {"-n", "--namesrv"},
      paramLabel = "HOST:PORT",
      description = {
        "Where the name servers are, separated by semicolons.",
        "Default: the environment variable NAMESRV_ADDR, or " + DEFAULT_ADDRESS + "."
      })
  private String namesrv;

  @Mixin private CommonOptions common;

  /** Does the work; what it throws is told to the user in one line. */
  abstract void run(String namesrvAddr) throws Exception;

  @Override
  public final Integer call() throws Exception {
    // The one line at the end says what went wrong; warnings on the way there would only repeat it.
    CommonOptions.logErrorsOnly();
    String address =
        namesrv != null ? namesrv : System.getenv().getOrDefault("NAMESRV_ADDR", DEFAULT_ADDRESS);
    try {
      run(address);
      return 0;
    } catch (Exception e) {
      if (e instanceof RemotingConnectException
          || e.getCause() instanceof RemotingConnectException) {
        String text = "No server answers at " + address + ". Start one with: mq up";
        throw new IllegalStateException(text, e);
      }
      throw e;
    }
  }

  /** What to ask an admin. */
  interface Question {
    void ask(DefaultMQAdminExt admin) throws Exception;
  }

  static void withAdmin(String namesrvAddr, Question question) throws Exception {
    var admin = new DefaultMQAdminExt();
    admin.setNamesrvAddr(namesrvAddr);
    admin.start();
    try {
      question.ask(admin);
    } finally {
      admin.shutdown();
    }
  }

  final void say(String format, Object... args) {
    spec.commandLine().getOut().println(args.length == 0 ? format : String.format(format, args));
    spec.commandLine().getOut().flush();
  }
}
