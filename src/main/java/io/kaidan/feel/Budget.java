package io.kaidan.feel;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.camunda.feel.syntaxtree.ValContext;
import org.camunda.feel.syntaxtree.ValList;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValString;
import scala.collection.Iterator;
import scala.math.BigDecimal;

/**
 * What one evaluation may still use of time and memory. The engine has no limit of its own, and what it works on comes
 * from anybody who may open a ticket. Once it is used up, every further step throws {@link Spent}: the engine
 * swallows some exceptions on its way.
 */
final class Budget {

    /** One step is one node of the expression, or one item of a list that is made. About a microsecond and 100 bytes. */
    static final int STEPS = 500_000;

    static final Duration TIME = Duration.ofSeconds(1);

    /** Of a number: the longest that is counted with, before and after the point. */
    static final int DIGITS = 1_000;

    /** Characters of a regular expression: long ones take long before they look at the first character. */
    static final int PATTERN = 2_000;

    /** Characters that weigh as much as an item of a list. */
    private static final int CHARACTERS = 32;

    /** Looks at a character that take as long as a step, and steps between two looks at the clock. */
    private static final int LOOKS = 16;

    private final long started = System.nanoTime();
    private double left = STEPS;
    private int taken;
    private String exceeded;

    /** One node of the expression. */
    void step() {
        spend(1);
        taken++;
        if (taken % LOOKS == 0 && System.nanoTime() - started > TIME.toNanos()) {
            throw exceed(TIME.toSeconds() + " s");
        }
    }

    /** A regular expression looks at a character. */
    void look() {
        spend(1.0 / LOOKS);
    }

    void spend(double steps) {
        if (exceeded == null && steps <= left) {
            left -= steps;
        } else {
            throw exceed(exceeded == null ? STEPS + " steps" : exceeded);
        }
    }

    /** Something that the result may hold on to: it takes memory. */
    void keep(Object value) {
        spend(size(value, (long) left));
    }

    /** Something that a function looks through from end to end: that is quicker than to make it. */
    void read(Object value) {
        spend(size(value, 4 * (long) left) / 4.0);
    }

    /** Something of which a function may compare each item with each. */
    void compare(Object value) {
        double size = size(value, (long) left);
        spend(size * size / LOOKS);
    }

    /** A text is looked for in another: at each of its characters, to the last of the other in the worst case. */
    void find(double in, double length) {
        spend(Math.max(0, in - length) * length / (LOOKS * CHARACTERS));
    }

    /** A text that was made of others. */
    void text(double characters) {
        spend(characters / CHARACTERS);
    }

    void number(BigDecimal number) {
        java.math.BigDecimal java = number.bigDecimal();
        digits(Math.max(Math.abs((double) java.scale()), java.precision()));
    }

    void pattern(int characters) {
        if (characters > PATTERN) {
            throw exceed("patterns of " + PATTERN + " characters");
        }
    }

    void digits(double digits) {
        if (digits > DIGITS) {
            throw exceed("numbers of " + DIGITS + " digits");
        }
    }

    /**
     * The items, members and characters in a value, all the way down; what it holds twice counts twice.
     *
     * @param most where counting stops: few lines of FEEL make a list that would take ages to walk through
     */
    private long size(Object value, long most) {
        if (value instanceof ValNumber number) {
            number(number.value());
        } else if (value instanceof ValString text) {
            return text.value().length() / CHARACTERS;
        } else if (value instanceof ValList list) {
            return size(list.itemsAsSeq().iterator(), most);
        } else if (value instanceof ValContext context) {
            return size(context.context().variableProvider().getVariables().valuesIterator(), most);
        } else if (value instanceof Collection<?> list) {
            return list.stream().mapToLong(item -> 1 + size(item, most)).sum();
        } else if (value instanceof Map<?, ?> map) {
            return size(map.values(), most);
        }
        return 0;
    }

    private long size(Iterator<?> items, long most) {
        long size = 0;
        while (items.hasNext() && size <= most) {
            size += 1 + size(items.next(), most - size);
        }
        return size;
    }

    private Spent exceed(String what) {
        exceeded = what;
        return new Spent("Expected an expression to need at most " + what + " but it needs more");
    }

    /** An error of the machine's kind, for the engine lets only these pass. */
    static final class Spent extends VirtualMachineError {

        private Spent(String message) {
            super(message);
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
