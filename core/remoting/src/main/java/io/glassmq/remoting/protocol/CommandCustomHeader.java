package io.glassmq.remoting.protocol;

/**
 * Marks a record as the header of one kind of command. Its components are the command's extension
 * fields, by name: {@code String}, {@code int}, {@code long} and {@code boolean} are required,
 * their boxed forms and a {@code String} marked {@link io.glassmq.remoting.annotation.CFNullable}
 * may be missing and are null then. Null components are not sent.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.CommandCustomHeader}.
 */
public interface CommandCustomHeader {}
