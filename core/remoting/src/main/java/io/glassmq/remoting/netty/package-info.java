/**
 * RPC over Netty: {@link io.glassmq.remoting.netty.NettyRemotingServer} and {@link
 * io.glassmq.remoting.netty.NettyRemotingClient}. The only place that knows Netty. Taught in
 * chapters 01 and 02.
 */
package io.glassmq.remoting.netty;
