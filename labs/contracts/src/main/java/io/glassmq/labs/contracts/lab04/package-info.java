/**
 * What every append path must keep: the tests of lab 04. Run by the lab, by its solution and, as
 * this module's own tests, by the reference.
 */
package io.glassmq.labs.contracts.lab04;
