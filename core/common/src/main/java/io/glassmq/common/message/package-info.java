/**
 * The message: what a user fills in ({@link io.glassmq.common.message.Message}), what a consumer
 * gets ({@link io.glassmq.common.message.MessageExt}), and the bytes between the two ({@link
 * io.glassmq.common.message.MessageRecord}). Taught in chapters 01 and 04.
 */
package io.glassmq.common.message;
