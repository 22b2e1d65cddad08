package io.glassmq.classroom.generate;

import io.glassmq.classroom.lab.Lab;
import io.glassmq.classroom.source.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The run configurations of the classroom for IntelliJ IDEA: of each chapter its demos and a way to
 * attach to a tour; of each lab its tests, and the brokers on the learner's class and on the
 * answer. The IDE shows them in a folder for each chapter.
 */
final class RunConfigs {
  private static final String TOP = "IDEA-run-configs/classroom/";
  private static final Pattern DEMO =
      Pattern.compile("chapters/src/main/java/(io/glassmq/chapters/ch(\\d\\d)/(\\w+))\\.java");

  private final Checkout checkout;
  private final List<Lab> labs;

  RunConfigs(Checkout checkout, List<Lab> labs) {
    this.checkout = checkout;
    this.labs = labs;
  }

  List<GeneratedFile> files() {
    List<GeneratedFile> files = new ArrayList<>();
    for (Path source : checkout.files("chapters/src/main/java", name -> name.endsWith(".java"))) {
      Matcher demo = DEMO.matcher(checkout.name(source));
      if (demo.matches() && Checkout.read(source).contains("public static void main(")) {
        String chapter = demo.group(2);
        files.add(
            application(
                chapter,
                "demo " + demo.group(3),
                demo.group(1).replace('/', '.'),
                "glassmq-chapters",
                checkout.name(source)));
      }
    }
    for (Path folder : checkout.folders("chapters")) {
      if (checkout.has(checkout.name(folder) + "/tour.yaml")) {
        String chapter = folder.getFileName().toString().substring(0, 2);
        files.add(attach(chapter, checkout.name(folder) + "/tour.yaml"));
      }
    }
    for (Lab lab : labs) {
      files.addAll(ofLab(lab));
    }
    return files;
  }

  private static List<GeneratedFile> ofLab(Lab lab) {
    String number = "%02d".formatted(lab.number());
    String manifest = "labs/" + lab.slug() + "/lab.yaml";
    return List.of(
        tests(number, "tests of lab " + number, lab.test(), "glassmq-lab-" + number, manifest),
        application(
            number,
            "broker of lab " + number,
            "io.glassmq.labs." + lab.id() + ".MyBroker",
            "glassmq-lab-" + number,
            manifest),
        tests(
            number,
            "tests of solution " + number,
            lab.test().replace("io.glassmq.labs.", "io.glassmq.solutions."),
            "glassmq-solution-" + number,
            manifest),
        application(
            number,
            "broker of solution " + number,
            "io.glassmq.solutions." + lab.id() + ".MyBroker",
            "glassmq-solution-" + number,
            manifest));
  }

  private static GeneratedFile application(
      String chapter, String what, String main, String module, String from) {
    return file(
        chapter,
        what,
        """
        type="Application" factoryName="Application">
            <option name="MAIN_CLASS_NAME" value="%s" />
            <module name="%s" />
            <option name="VM_PARAMETERS" value="-Dglassmq.step=true" />
            <option name="WORKING_DIRECTORY" value="$PROJECT_DIR$" />
        """
            .formatted(main, module),
        from);
  }

  private static GeneratedFile tests(
      String chapter, String what, String test, String module, String from) {
    return file(
        chapter,
        what,
        """
        type="JUnit" factoryName="JUnit">
            <module name="%s" />
            <option name="PACKAGE_NAME" value="%s" />
            <option name="MAIN_CLASS_NAME" value="%s" />
            <option name="METHOD_NAME" value="" />
            <option name="TEST_OBJECT" value="class" />
            <option name="WORKING_DIRECTORY" value="$MODULE_WORKING_DIR$" />
        """
            .formatted(module, test.substring(0, test.lastIndexOf('.')), test),
        from);
  }

  private static GeneratedFile attach(String chapter, String from) {
    return file(
        chapter,
        "attach to a tour",
        """
        type="Remote">
            <module name="glassmq-chapters" />
            <option name="USE_SOCKET_TRANSPORT" value="true" />
            <option name="SERVER_MODE" value="false" />
            <option name="SHMEM_ADDRESS" />
            <option name="HOST" value="127.0.0.1" />
            <option name="PORT" value="5005" />
            <option name="AUTO_RESTART" value="false" />
            <RunnerSettings RunnerId="Debug">
              <option name="DEBUG_PORT" value="5005" />
              <option name="LOCAL" value="false" />
            </RunnerSettings>
        """,
        from);
  }

  private static GeneratedFile file(String chapter, String what, String body, String from) {
    String text =
        """
        <component name="ProjectRunConfigurationManager">
          <configuration default="false" name="%1$s: %2$s" folderName="Chapter %1$s" %3$s\
            <method v="2">
              <option name="Make" enabled="true" />
            </method>
          </configuration>
        </component>
        """
            .formatted(chapter, what, body);
    return new GeneratedFile(TOP + chapter + "-" + what.replace(' ', '-') + ".run.xml", text, from);
  }
}
