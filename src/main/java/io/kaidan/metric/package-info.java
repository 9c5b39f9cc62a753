/**
 * What is counted and measured for those who watch from outside, as Prometheus and OpenMetrics read it. At the bottom of the
 * house, so that whoever knows something of a call may say so; nothing in here asks the database, and nothing waits.
 */
package io.kaidan.metric;
