/**
 * The wire: {@link io.glassmq.remoting.protocol.RemotingCommand}, its two header forms, frames, and
 * RPC over Netty ({@link io.glassmq.remoting.RemotingClient}, {@link
 * io.glassmq.remoting.RemotingServer}). Name server, broker and client call in; it calls only
 * {@code common}. Taught in chapters 01 and 02. Nobody outside this room sees a Netty type.
 */
package io.glassmq.remoting;
