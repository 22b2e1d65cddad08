/**
 * Places in the sources of this repository: the checkout, and the marked regions in it. Read by the
 * generator, the pages and the tours.
 */
package io.glassmq.classroom.source;
