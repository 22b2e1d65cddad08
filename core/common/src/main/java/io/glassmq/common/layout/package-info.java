/**
 * Binary structures as data: which fields they have, where those lie and what they mean. The
 * descriptor of each structure on disk (such as {@link io.glassmq.common.message.MessageRecord})
 * states its {@link io.glassmq.common.layout.Layout}; the dump of a store and the pictures of the
 * chapters draw it. Calls nobody. Taught in chapter 04.
 */
package io.glassmq.common.layout;
