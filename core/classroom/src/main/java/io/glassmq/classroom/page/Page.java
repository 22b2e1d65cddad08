package io.glassmq.classroom.page;

import io.glassmq.classroom.Mistake;
import io.glassmq.classroom.page.Block.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in Markdown with blocks that are filled in: {@code <!-- excerpt: lab04.2 append-record
 * -->}, lines, {@code <!-- end -->}. What stands in a fence is shown, not filled.
 *
 * @param name in the checkout
 */
public record Page(String name, String text) {
  private static final Pattern OPEN = Pattern.compile("\\s*<!--\\s*([a-z]+):\\s*(.*?)\\s*-->\\s*");
  private static final Pattern CLOSE = Pattern.compile("\\s*<!--\\s*end\\s*-->\\s*");

  /** The text with all blocks filled by their {@code kinds}. */
  public String filled(Map<String, Block> kinds) {
    List<String> lines = text.lines().toList();
    List<String> filled = new ArrayList<>();
    int next = 0;
    for (Call call : calls()) {
      filled.addAll(lines.subList(next, call.line()));
      filled.addAll(block(kinds, call).lines(call));
      next = call.line() + call.before().size();
    }
    filled.addAll(lines.subList(next, lines.size()));
    return String.join("\n", filled) + "\n";
  }

  /** All blocks, in order. */
  public List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    List<String> lines = text.lines().toList();
    String fence = null;
    for (int i = 0; i < lines.size(); i++) {
      fence = fenceAfter(lines.get(i), fence);
      Matcher open = OPEN.matcher(lines.get(i));
      if (fence == null && open.matches()) {
        int close = close(lines, i);
        calls.add(new Call(open.group(1), open.group(2), name, i + 1, lines.subList(i + 1, close)));
        i = close;
      } else if (fence == null && CLOSE.matcher(lines.get(i)).matches()) {
        throw new Mistake(
            name + ":" + (i + 1), "<!-- end --> closes nothing", "Take it away, or open its block");
      }
    }
    return calls;
  }

  /** The arguments of all blocks of one kind. */
  public List<Call> calls(String kind) {
    return calls().stream().filter(call -> call.kind().equals(kind)).toList();
  }

  /** The fence that is open behind {@code line}; null for none. */
  private static String fenceAfter(String line, String open) {
    String start = line.strip().replaceFirst("^(`{3,}|~{3,}).*", "$1");
    boolean isFence = start.matches("`{3,}|~{3,}");
    if (!isFence) {
      return open;
    }
    if (open == null) {
      return start;
    }
    return line.strip().equals(start) && start.startsWith(open) ? null : open;
  }

  /** The index of the line that closes the block opened in line {@code open}. */
  private int close(List<String> lines, int open) {
    for (int i = open + 1; i < lines.size(); i++) {
      if (CLOSE.matcher(lines.get(i)).matches()) {
        return i;
      }
      if (OPEN.matcher(lines.get(i)).matches()) {
        throw new Mistake(
            name + ":" + (open + 1),
            "the block is not closed before the next one in line " + (i + 1),
            "Write <!-- end --> in a line of its own between them");
      }
    }
    throw new Mistake(
        name + ":" + (open + 1),
        "the block is not closed",
        "Write <!-- end --> in a line of its own below it");
  }

  private static Block block(Map<String, Block> kinds, Call call) {
    Block block = kinds.get(call.kind());
    if (block == null) {
      throw new Mistake(
          call.where(),
          "there is no kind of block called " + call.kind(),
          "Choose one of " + kinds.keySet().stream().sorted().toList());
    }
    return block;
  }
}
