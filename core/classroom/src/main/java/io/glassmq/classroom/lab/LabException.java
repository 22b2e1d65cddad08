package io.glassmq.classroom.lab;

import java.nio.file.Path;

/** Says what is wrong with a lab's manifest or folder: where, what, and what to do. */
public final class LabException extends RuntimeException {

  public LabException(Path file, int line, String message) {
    super("%s:%d: %s".formatted(file, line, message));
  }

  public LabException(String message) {
    super(message);
  }
}
