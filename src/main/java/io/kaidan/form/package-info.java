/**
 * Forms: what a flow asks for, and the check of what comes. Reads form-js JSON into an immutable {@link io.kaidan.form.Form}
 * and, for every call, turns the sent values into a new document or tells every problem at once.
 */
package io.kaidan.form;
