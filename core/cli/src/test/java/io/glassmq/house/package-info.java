/** The rules of the house, checked by a machine: doors, sizes, words. */
package io.glassmq.house;
