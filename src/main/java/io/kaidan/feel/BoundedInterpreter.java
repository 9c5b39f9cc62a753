package io.kaidan.feel;

import org.camunda.feel.impl.interpreter.EvalContext;
import org.camunda.feel.impl.interpreter.FeelInterpreter;
import org.camunda.feel.syntaxtree.Addition;
import org.camunda.feel.syntaxtree.ConstContext;
import org.camunda.feel.syntaxtree.ConstList;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.IterationContext;
import org.camunda.feel.syntaxtree.SomeItem;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValList;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValString;
import org.camunda.feel.valuemapper.ValueMapper;
import scala.Tuple2;
import scala.collection.immutable.List;

/** The engine's interpreter, paying for each step. The engine comes back here for every node of an expression. */
final class BoundedInterpreter extends FeelInterpreter {

    private final Budget budget;

    BoundedInterpreter(ValueMapper mapper, Budget budget) {
        super(mapper);
        this.budget = budget;
    }

    @Override
    public Val eval(Exp expression, EvalContext context) {
        if (expression instanceof Known known) {
            return known.value();
        }
        budget.step();
        if (expression instanceof Kept kept) {
            Val value = eval(kept.expression(), context);
            budget.keep(value);
            return value;
        }
        Val value = super.eval(payable(expression, context), context);
        if (value instanceof ValNumber number) {
            budget.number(number.value());
        } else if (value instanceof ValString text && expression instanceof Addition) {
            budget.text(text.value().length());
        } else if (expression instanceof ConstList || expression instanceof ConstContext) {
            budget.keep(value);
        }
        return value;
    }

    /** The engine makes all items of a range, and all combinations of several lists, before it takes the first step. */
    private Exp payable(Exp expression, EvalContext context) {
        if (expression instanceof IterationContext range) {
            Val start = eval(range.start(), context);
            Val end = eval(range.end(), context);
            if (start instanceof ValNumber from && end instanceof ValNumber to) {
                budget.spend(Math.abs(to.value().toDouble() - from.value().toDouble()));
            }
            return new IterationContext(new Known(start), new Known(end));
        }
        if (expression instanceof For loop) {
            return new For(lists(loop.iterators(), context), new Kept(loop.exp()));
        }
        if (expression instanceof SomeItem some) {
            return new SomeItem(lists(some.iterators(), context), some.condition());
        }
        if (expression instanceof EveryItem every) {
            return new EveryItem(lists(every.iterators(), context), every.condition());
        }
        return expression;
    }

    private List<Tuple2<String, Exp>> lists(List<Tuple2<String, Exp>> iterators, EvalContext context) {
        List<Tuple2<String, Exp>> known = iterators.map(i -> new Tuple2<>(i._1(), new Known(eval(i._2(), context))));
        double combinations = 1;
        for (var each = known.iterator(); each.hasNext(); ) {
            if (((Known) each.next()._2()).value() instanceof ValList list) {
                combinations *= list.itemsAsSeq().size();
                budget.spend(combinations);
            }
        }
        return known;
    }

    /** What was evaluated already. */
    private record Known(Val value) implements Exp {}

    /** The body of a loop: what it gives stays until the loop has ended. */
    private record Kept(Exp expression) implements Exp {}
}
