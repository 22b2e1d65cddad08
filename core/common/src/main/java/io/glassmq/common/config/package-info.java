/** How settings come in: from a properties file, the environment and flags, checked one by one. */
package io.glassmq.common.config;
