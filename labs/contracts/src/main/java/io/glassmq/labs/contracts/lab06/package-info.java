/**
 * Lab 06: what a recovery of the log must do. The learner's classes are {@code MyRecordReader} and
 * {@code MyCommitLogRecovery}; the chapter is 06.
 */
package io.glassmq.labs.contracts.lab06;
