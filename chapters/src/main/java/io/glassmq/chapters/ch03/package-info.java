/** The demos of chapter 03: routes that are missing, brokers that leave, two name servers. */
package io.glassmq.chapters.ch03;
