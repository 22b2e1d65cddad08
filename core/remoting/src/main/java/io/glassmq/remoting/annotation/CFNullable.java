package io.glassmq.remoting.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@code String} component of a header record that a sender may leave out; it is null then.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.annotation.CFNullable}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface CFNullable {}
