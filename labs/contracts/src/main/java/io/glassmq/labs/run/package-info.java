/**
 * The JVM in which a learner's tests run: it may hang, exit or run out of memory, and what happened
 * before is known all the same, because each event is a line of JSON on its standard output.
 * Started by {@code io.glassmq.classroom.lab.LabRunner}; calls JUnit.
 */
package io.glassmq.labs.run;
