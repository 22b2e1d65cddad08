/**
 * The {@code mq} command: starts servers, tells the demo's story, and a few small admin commands.
 * The launcher {@code mq} at the top of the repository calls in; this room calls {@code boot} and
 * {@code client}.
 */
package io.glassmq.cli;
