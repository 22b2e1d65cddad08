/** What every route table must do: the contract of lab 03. */
package io.glassmq.labs.contracts.lab03;
