/**
 * The contracts of the labs: what a learner's class must do, as tests. A package a lab holds the
 * abstract contract; the lab, its solution and core's reference each bind it to their class. Called
 * by JUnit in the IDE, in the build and below {@code ./mq lab}.
 */
package io.glassmq.labs;
