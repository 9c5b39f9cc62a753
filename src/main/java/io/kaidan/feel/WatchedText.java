package io.kaidan.feel;

/**
 * A text that tells of each look at it: the only handle on a regular expression that goes back and forth without end.
 *
 * @param look may throw, which ends the search
 */
public record WatchedText(CharSequence text, Runnable look) implements CharSequence {

    @Override
    public char charAt(int index) {
        look.run();
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new WatchedText(text.subSequence(start, end), look);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
