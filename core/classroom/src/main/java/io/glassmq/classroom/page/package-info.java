/**
 * What is filled into the pages of chapters and labs: excerpts, byte pictures, tables of tours,
 * invariants, expected reds, hints. Called by the generator; reads sources, manifests and tours.
 */
package io.glassmq.classroom.page;
