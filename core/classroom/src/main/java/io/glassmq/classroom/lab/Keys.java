package io.glassmq.classroom.lab;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The keys that may stand in a manifest. Checked before anything is read, so that a fault has the
 * line where it stands, not the one where its entry ends.
 */
final class Keys {
  private final Map<String, TreeSet<String>> known;

  /**
   * @param known the record that is read there, by the place: {@code ""} for the top, {@code
   *     "/steps"} for the entries of that list
   */
  Keys(Map<String, Class<? extends Record>> known) {
    this.known =
        known.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> names(entry.getValue())));
  }

  private static TreeSet<String> names(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(Keys::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(RecordComponent component) {
    // A step's own number is written as "step", as a lab's is as "lab".
    return component.getName().equals("number") ? "step" : component.getName();
  }

  /**
   * @throws LabException if a key is not known where it stands
   */
  void check(Path file, JsonParser parser) throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token != JsonToken.FIELD_NAME) {
        continue;
      }
      String at = parser.getParsingContext().pathAsPointer().toString();
      String place = at.substring(0, at.lastIndexOf('/')).replaceFirst("/\\d+$", "");
      TreeSet<String> here = known.get(place);
      if (here != null && !here.contains(parser.currentName())) {
        throw new LabException(
            file,
            parser.currentTokenLocation().getLineNr(),
            "the key %s is not known here. Known are %s.".formatted(parser.currentName(), here));
      }
    }
  }
}
