/**
 * Two small programs to start from the IDE: one sends, one listens. They use the public client API
 * only, as any user's program does.
 */
package io.glassmq.boot.demo;
