/**
 * Messages that are held back until their time has come. The processors of sends and of failed
 * messages put them into the schedule topic; one service lets them out again, through the store, as
 * if they had just been sent. Taught in chapter 11.
 */
package io.glassmq.broker.schedule;
