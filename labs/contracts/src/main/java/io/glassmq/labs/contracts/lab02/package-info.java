/** What every table of pending requests does: the tests of lab 02. */
package io.glassmq.labs.contracts.lab02;
