package io.glassmq.remoting.protocol;

import java.util.BitSet;

/**
 * Objects as member names, <code>{{"queueId":0}:5}</code>, which official peers write although it
 * is not JSON, and want to read. {@link #quote} makes a text of the inner object, so that any JSON
 * reader can read it; {@link #unquote} is the way back.
 */
final class ObjectNames {
  /** How the text of an object begins. */
  private static final String OBJECT_NAME = "\"{\\\"";

  private final String json;
  private final StringBuilder out;
  private int position;

  private ObjectNames(String json) {
    this.json = json;
    this.out = new StringBuilder(json.length() + 128);
  }

  /** The same document with every object that is a member name as a quoted text. */
  static String quote(String json) {
    return mayHaveObjectName(json) ? new ObjectNames(json).copy() : json;
  }

  /** The same document with every member name that is the text of an object as that object. */
  static String unquote(String json) {
    return json.contains(OBJECT_NAME) ? new ObjectNames(json).copyUnquoted() : json;
  }

  private String copyUnquoted() {
    while (position < json.length()) {
      if (json.charAt(position) != '"') {
        copyUpTo(position + 1);
        continue;
      }
      int end = endOfText(position);
      if (json.startsWith(OBJECT_NAME, position) && json.startsWith(":", end)) {
        unquoteUpTo(end);
      } else {
        copyUpTo(end);
      }
    }
    return out.toString();
  }

  private void unquoteUpTo(int end) {
    for (int i = position + 1; i < end - 1; i++) {
      if (json.charAt(i) == '\\') {
        i++;
      }
      out.append(json.charAt(i));
    }
    position = end;
  }

  /** The first name of such a map follows the map's own brace, so two braces meet. */
  private static boolean mayHaveObjectName(String json) {
    boolean afterBrace = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '{' && afterBrace) {
        return true;
      }
      afterBrace = c == '{' || afterBrace && c <= ' ';
    }
    return false;
  }

  /** A name stands after an opening brace, or after a comma inside braces. */
  private String copy() {
    var braces = new BitSet();
    int depth = 0;
    boolean nameNext = false;
    while (position < json.length()) {
      char c = json.charAt(position);
      if (c == '"') {
        copyUpTo(endOfText(position));
        nameNext = false;
      } else if (c == '{' && nameNext) {
        quoteUpTo(endOfObject(position));
        nameNext = false;
      } else {
        if (c == '{' || c == '[') {
          braces.set(++depth, c == '{');
        } else if ((c == '}' || c == ']') && depth > 0) {
          depth--;
        }
        nameNext = c == '{' || c == ',' && braces.get(depth) || nameNext && c <= ' ';
        copyUpTo(position + 1);
      }
    }
    return out.toString();
  }

  private void copyUpTo(int end) {
    out.append(json, position, end);
    position = end;
  }

  private void quoteUpTo(int end) {
    out.append('"');
    for (; position < end; position++) {
      char c = json.charAt(position);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      if (c >= ' ') {
        out.append(c);
      }
    }
    out.append('"');
  }

  private int endOfObject(int start) {
    int depth = 0;
    int i = start;
    while (i < json.length()) {
      char c = json.charAt(i);
      if (c == '"') {
        i = endOfText(i);
        continue;
      }
      i++;
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        break;
      }
    }
    return i;
  }

  private int endOfText(int start) {
    int i = start + 1;
    while (i < json.length() && json.charAt(i) != '"') {
      i += json.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i + 1, json.length());
  }
}
