/**
 * The demos of the chapters: a package a chapter, one {@code main} an idea. Each prints what
 * happened and ends by itself in seconds. The tours walk through them with a debugger.
 */
package io.glassmq.chapters;
