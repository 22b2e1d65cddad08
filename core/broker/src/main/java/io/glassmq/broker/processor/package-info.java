/**
 * A processor for each family of requests: it decodes, checks, asks the owner of the data, answers.
 */
package io.glassmq.broker.processor;
