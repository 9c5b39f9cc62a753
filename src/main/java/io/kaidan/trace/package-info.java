/**
 * Which call from outside something is done for: its trace (W3C Trace Context) goes with the thread, with background jobs
 * and with calls to other hosts, and stands in every line of the log. At the bottom of the house: whoever takes work over
 * takes the trace over, too.
 */
package io.kaidan.trace;
