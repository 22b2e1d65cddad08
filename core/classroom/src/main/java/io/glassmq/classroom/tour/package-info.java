/**
 * The tours: a debugger that walks through a running demo, stop by stop, checks what the chapter
 * claims and notes what it sees. The {@code mq tour} command and a test call {@link
 * io.glassmq.classroom.tour.TourRunner}; the pages and the export for CodeTour read {@link
 * io.glassmq.classroom.tour.Tours}.
 */
package io.glassmq.classroom.tour;
