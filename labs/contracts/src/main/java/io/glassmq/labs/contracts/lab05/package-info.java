/** The contract of lab 05: the units of a queue, and the hash chains of an index file. */
package io.glassmq.labs.contracts.lab05;
