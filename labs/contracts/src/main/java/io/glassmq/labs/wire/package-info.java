/**
 * The last step of every lab: the official client sends to and consumes from a broker that runs on
 * the learner's class, all in the JVM of the test. The client lives in a class loader of its own.
 */
package io.glassmq.labs.wire;
