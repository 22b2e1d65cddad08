/**
 * The generator: cuts each lab's skeleton and answer out of core's source, and rewrites the filled
 * blocks of the pages. Called by {@code mq generate} and by the test that nothing has drifted.
 */
package io.glassmq.classroom.generate;
