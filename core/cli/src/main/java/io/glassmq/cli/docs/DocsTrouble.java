package io.glassmq.cli.docs;

/** Why the site cannot be built or served, in one sentence, and what to do. */
final class DocsTrouble extends RuntimeException {
  DocsTrouble(String message) {
    super(message);
  }
}
