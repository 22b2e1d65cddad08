/** The walks of the docs, taken by a debugger: what the page says is what a debugger shows. */
package io.glassmq.walks;
