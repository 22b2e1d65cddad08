/** What every frame codec does: the tests of lab 01. */
package io.glassmq.labs.contracts.lab01;
