/**
 * Beans for the server's console (JMX) that explain themselves: every attribute, operation and parameter carries its
 * description, and only open types are used, so that a client needs no class of ours. The interfaces of MXBeans could say
 * neither, and would each have a single implementation.
 */
package io.kaidan.jmx;
