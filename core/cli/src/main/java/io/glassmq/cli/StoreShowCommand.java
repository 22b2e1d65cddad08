package io.glassmq.cli;

import io.glassmq.boot.CommonOptions;
import io.glassmq.store.show.StoreView;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what lies in a store, ours or an official one, also while a broker has it open. */
@Command(
    name = "show",
    description = {
      "Show what lies in the store of a broker, ours or an official one.",
      "Only reads: a broker may have the store open."
    },
    sortOptions = false)
final class StoreShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder with commitlog/ in it.")
  private Path folder;

  @ArgGroup private Subject subject;

  @Option(names = "--queue", paramLabel = "N", description = "With --topic: only this queue.")
  private Integer queue;

  @Option(
      names = "--from",
      paramLabel = "N",
      description = {
        "Where to begin: --records with a byte of the log,",
        "--topic with the number of a unit,",
        "--index with that of an entry."
      })
  private Long from;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many to show, of each (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--brief", description = "With --records: one line each.")
  private boolean brief;

  @Option(names = "--full", description = "Show all bytes of long bodies, too.")
  private boolean full;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  /** What to look at; without one of these, an overview. */
  private static final class Subject {
    @Option(names = "--records", description = "The records of the log, byte by byte.")
    private boolean records;

    @Option(
        names = "--topic",
        paramLabel = "TOPIC",
        description = "The consume queues of this topic, unit by unit.")
    private String topic;

    @Option(names = "--index", description = "The files of the index: header and entries.")
    private boolean index;

    @Option(
        names = "--message",
        paramLabel = "ID",
        description = {
          "Follow a message through log, queue and index.",
          "ID is what a send answers (offset id or unique id),",
          "a key, or a byte of the log."
        })
    private String message;
  }

  @Override
  public Integer call() throws Exception {
    StoreView store = StoreView.of(folder);
    var page = new Page(spec.commandLine().getOut(), Ansi.AUTO, full ? Integer.MAX_VALUE : 6);
    if (subject == null) {
      new StoreOverview(store, page).print();
    } else if (subject.records) {
      new RecordsShow(store, page, brief).print(from, limit);
    } else if (subject.index) {
      new IndexShow(store, page).print(from, limit);
    } else if (subject.message != null) {
      new MessageShow(store, page).print(subject.message, limit);
    } else {
      new QueuesShow(store, page).print(subject.topic, queue, from, limit);
    }
    page.out().flush();
    return 0;
  }
}
