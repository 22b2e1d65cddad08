/**
 * The teaching engine: it cuts labs out of core's source, runs them, walks through the broker in
 * steps and fills the pages of the chapters. Called by the {@code mq} command and by tests; it
 * reads the sources of this repository and never runs in a broker.
 */
package io.glassmq.classroom;
