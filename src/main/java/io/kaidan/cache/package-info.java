/** What a node keeps in memory so as not to ask for it again: bounded, counted, and emptied when an administrator says so. */
package io.kaidan.cache;
