package io.glassmq.boot;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Tells the user in one line on stderr what went wrong; exit code 1, or 2 when the command line was
 * wrong. A stack trace helps nobody who typed a port that is in use; {@code --verbose} shows it.
 */
public final class OneLineErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {

  /** A command line that reports its errors this way. */
  public static CommandLine commandLine(Object command) {
    var errors = new OneLineErrors();
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors);
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    print(command, text(e));
    if ("INFO".equals(System.getProperty(CommonOptions.LOG_LEVEL))) {
      e.printStackTrace(command.getErr());
    }
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    print(command, e.getMessage().replaceFirst("\\.$", "") + ". Try: " + name + " --help");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static void print(CommandLine command, String text) {
    command.getErr().println("error: " + text.strip().replaceAll("\\s*\\R\\s*", " "));
    command.getErr().flush();
  }

  /** What the exception says, and its cause where that says more. */
  private static String text(Throwable e) {
    Throwable cause = e.getCause();
    String text = e.getMessage() == null ? e.toString() : e.getMessage();
    if (cause == null || cause.getMessage() == null) {
      return text;
    }
    if (text.equals(cause.toString())) {
      return text(cause);
    }
    return text.contains(cause.getMessage()) ? text : text + " (" + cause.getMessage() + ")";
  }
}
