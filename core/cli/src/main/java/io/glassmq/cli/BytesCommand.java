package io.glassmq.cli;

import io.glassmq.boot.CommonOptions;
import io.glassmq.chapters.ChapterBytes;
import io.glassmq.classroom.page.BytePicture;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the byte pictures of the chapters in the terminal. */
@Command(
    name = "bytes",
    description = "Show real bytes, every field named: frames, records, queue and index entries.")
final class BytesCommand implements Runnable {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which one. Default: list them.")
  private String name;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    List<BytePicture> pictures = ChapterBytes.all();
    if (name == null) {
      pictures.forEach(picture -> out.printf("%-24s %s%n", picture.name(), picture.title()));
    } else {
      BytePicture picture = find(pictures);
      out.println(picture.title());
      out.println();
      picture.lines().forEach(out::println);
    }
    out.flush();
  }

  private BytePicture find(List<BytePicture> pictures) {
    return pictures.stream()
        .filter(picture -> picture.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "There is no picture "
                        + name
                        + ". There are: "
                        + String.join(", ", pictures.stream().map(BytePicture::name).toList())));
  }
}
