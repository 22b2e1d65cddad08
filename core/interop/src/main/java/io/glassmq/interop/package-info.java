/**
 * The other side of the wire: starts the official servers as separate processes and loads the
 * official clients beside ours, so that each can be tested and measured against the other.
 *
 * <p>The official jars are only ever run, as black boxes. They stay off this module's class path;
 * {@link io.glassmq.interop.OfficialJars} knows where they lie. Called by the interop tests and by
 * the bench; never shipped.
 */
package io.glassmq.interop;
