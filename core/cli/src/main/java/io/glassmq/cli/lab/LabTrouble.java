package io.glassmq.cli.lab;

/** Why a lab command cannot do what it was asked for, in one sentence, and what to do. */
final class LabTrouble extends RuntimeException {
  LabTrouble(String message) {
    super(message);
  }
}
