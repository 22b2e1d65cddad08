/**
 * The {@code mq} command: starts servers, tells the demo's story, runs labs and tours, and a few
 * small admin commands. The launchers {@code mq} and {@code mq.cmd} at the top of the repository
 * call in; this room calls {@code boot}, {@code client} and {@code classroom}.
 */
package io.glassmq.cli;
