/**
 * The flight recorder: each important step of a message's life is an event named {@code glassmq.*}.
 * Cheap when nobody records. The live view, JDK Mission Control and the tests read the same events.
 */
package io.glassmq.common.event;
