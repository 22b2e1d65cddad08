/** Lab 04: your append path, and a broker that runs on it. */
package io.glassmq.solutions.lab04;
