/**
 * Answers to requests, a class for each subject. The remoting server calls in; they call the tables
 * and keep nothing themselves.
 */
package io.glassmq.namesrv.processor;
