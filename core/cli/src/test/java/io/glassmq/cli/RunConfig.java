package io.glassmq.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a {@code *.run.xml} says, as far as a test can check it. */
record RunConfig(
    String name,
    String type,
    String mainClass,
    String module,
    List<String> programArgs,
    List<String> vmArgs,
    Map<String, String> env,
    List<String> members) {

  static RunConfig read(Path file) throws Exception {
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getDocumentElement();
    Element configuration = elements(root, "configuration").findFirst().orElseThrow();
    Map<String, String> options = new LinkedHashMap<>();
    elements(configuration, "option")
        .forEach(option -> options.put(option.getAttribute("name"), option.getAttribute("value")));
    Map<String, String> env = new LinkedHashMap<>();
    elements(configuration, "env")
        .forEach(entry -> env.put(entry.getAttribute("name"), entry.getAttribute("value")));
    return new RunConfig(
        configuration.getAttribute("name"),
        configuration.getAttribute("type"),
        options.get("MAIN_CLASS_NAME"),
        elements(configuration, "module").map(e -> e.getAttribute("name")).findFirst().orElse(null),
        words(options.get("PROGRAM_PARAMETERS")),
        words(options.get("VM_PARAMETERS")),
        env,
        elements(configuration, "toRun").map(e -> e.getAttribute("name")).toList());
  }

  boolean isApplication() {
    return type.equals("Application");
  }

  @Override
  public String toString() {
    return name;
  }

  private static Stream<Element> elements(Element parent, String tag) {
    NodeList nodes = parent.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
  }

  private static List<String> words(String text) {
    return text == null || text.isBlank()
        ? List.of()
        : new ArrayList<>(List.of(text.strip().split("\\s+")));
  }
}
