package io.glassmq.classroom.generate;

/**
 * A file as the generator would write it.
 *
 * @param name in the checkout
 * @param from what it is made of, for messages
 */
public record GeneratedFile(String name, String text, String from) {}
