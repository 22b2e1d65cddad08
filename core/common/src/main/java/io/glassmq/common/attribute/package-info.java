/** What a topic's attributes may say. */
package io.glassmq.common.attribute;
