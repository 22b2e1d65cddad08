/**
 * Which broker serves which topic, and who is alive: the tables behind every route. The processors
 * call in; nothing is called. Taught in chapter 03, rebuilt in lab 03.
 */
package io.glassmq.namesrv.routeinfo;
