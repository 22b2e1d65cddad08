package io.glassmq.remoting;

import java.util.concurrent.Executor;

/**
 * Who answers requests of one code.
 *
 * @param executor whose thread the processor runs on
 */
public record Registration(RequestProcessor processor, Executor executor) {}
