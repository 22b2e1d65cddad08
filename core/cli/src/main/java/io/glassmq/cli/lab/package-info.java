/**
 * {@code ./mq lab}: which labs are done, what is red and why, and help that grows. Everything it
 * says about progress was found by running the tests in that moment. The launcher calls in; this
 * package calls {@code classroom}, which compiles and runs a lab and knows skeletons and answers.
 */
package io.glassmq.cli.lab;
