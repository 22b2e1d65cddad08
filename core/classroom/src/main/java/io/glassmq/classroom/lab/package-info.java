/**
 * The labs: what a manifest says, and what a learner's code does when its tests run. Called by the
 * command line and by the build's proofs; calls the compiler and a JVM of its own for the tests.
 */
package io.glassmq.classroom.lab;
