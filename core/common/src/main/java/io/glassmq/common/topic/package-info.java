/** The names of topics and groups: which are allowed, which are special. */
package io.glassmq.common.topic;
