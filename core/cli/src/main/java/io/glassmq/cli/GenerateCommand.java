package io.glassmq.cli;

import io.glassmq.boot.CommonOptions;
import io.glassmq.chapters.ChapterBytes;
import io.glassmq.classroom.generate.GeneratedFile;
import io.glassmq.classroom.generate.Generator;
import io.glassmq.classroom.source.Checkout;
import io.glassmq.cli.reference.ReferenceTables;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** For who works on GlassMQ itself: writes anew what is made of core's sources. */
@Command(
    name = "generate",
    hidden = true,
    description = "Write anew what is made of sources: skeletons, answers, blocks of pages.")
final class GenerateCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "Only this chapter and lab, as in 04 or 04-commit-log.",
      defaultValue = "")
  private String only;

  @Option(names = "--check", description = "Write nothing; end with 1 if something differs.")
  private boolean check;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    var checkout = Checkout.here();
    var generator = new Generator(checkout, ChapterBytes.all(), ReferenceTables.all(checkout));
    List<GeneratedFile> files = generator.files(only);
    generator.check(files);
    List<GeneratedFile> differing = generator.differing(files);
    for (GeneratedFile file : differing) {
      out.println((check ? "differs  " : "written  ") + file.name());
      if (!check) {
        generator.keep(file).ifPresent(kept -> out.println("  the old text is in " + kept));
        generator.write(file);
      }
    }
    List<String> leftovers = generator.leftovers(files, only);
    for (String name : leftovers) {
      out.println((check ? "left over " : "removed  ") + name);
      if (!check) {
        generator.remove(name);
      }
    }
    List<String> unused = only.isEmpty() ? generator.unusedRegions() : List.of();
    unused.forEach(region -> out.println("unused   " + region));
    out.printf("%d files generated, %d of them new or changed%n", files.size(), differing.size());
    out.flush();
    boolean asItShouldBe = differing.isEmpty() && leftovers.isEmpty();
    return check && !asItShouldBe || !unused.isEmpty() ? 1 : 0;
  }
}
