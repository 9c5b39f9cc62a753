package io.kaidan.feel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.camunda.feel.context.FunctionProvider;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValFunction;
import org.camunda.feel.syntaxtree.ValList;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValString;
import scala.collection.Iterable;
import scala.collection.immutable.List;

/** The functions of FEEL, paying for what they do between two steps of the interpreter. */
record BoundedFunctions(FunctionProvider all, Budget budget) implements FunctionProvider {

    @Override
    public List<ValFunction> getFunctions(String name) {
        return all.getFunctions(name)
                .map(function -> new ValFunction(
                        function.params(),
                        arguments -> {
                            budget.read(ValList.apply(arguments));
                            payExtra(name, arguments);
                            Object result = function.invoke().apply(arguments);
                            if (result instanceof ValString text) {
                                budget.text(text.value().length());
                            }
                            return result;
                        },
                        function.hasVarArgs()));
    }

    @Override
    public Iterable<String> functionNames() {
        return all.functionNames();
    }

    /** For functions that take longer than reading their arguments. */
    private void payExtra(String name, List<Val> arguments) {
        switch (name) {
            case "matches" -> search(arguments, text(arguments, 2), false);
            case "split", "extract" -> search(arguments, "", true);
            case "contains", "substring before", "substring after" ->
                budget.find(text(arguments, 0).length(), text(arguments, 1).length());
            case "replace" -> search(arguments, text(arguments, 3), true);
            case "string join" ->
                budget.text((double) items(arguments) * text(arguments, 1).length());
            case "distinct values", "duplicate values", "index of", "union", "mode" ->
                budget.compare(ValList.apply(arguments));
            case "decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down" ->
                budget.digits(places(arguments));
            case "number" -> budget.digits(text(arguments, 0).length());
            default -> {}
        }
    }

    /** Searches once through a text that counts the looks at it; the engine's own search takes as long again. */
    private void search(List<Val> arguments, String flags, boolean all) {
        String pattern = text(arguments, 1);
        budget.pattern(pattern.length());
        Matcher matcher;
        try {
            matcher = Pattern.compile(pattern, flags(flags)).matcher(new WatchedText(text(arguments, 0), budget::look));
        } catch (PatternSyntaxException malformed) {
            return; // the engine says so
        }
        int replacement = text(arguments, 2).length();
        while (matcher.find()) {
            budget.spend(1);
            budget.text((double) replacement * (1 + matcher.end() - matcher.start()));
            if (!all) {
                return;
            }
        }
    }

    private static int flags(String letters) {
        return (letters.contains("s") ? Pattern.DOTALL : 0)
                | (letters.contains("m") ? Pattern.MULTILINE : 0)
                | (letters.contains("i") ? Pattern.CASE_INSENSITIVE : 0)
                | (letters.contains("x") ? Pattern.COMMENTS : 0);
    }

    private static double places(List<Val> arguments) {
        return arguments.size() > 1 && arguments.apply(1) instanceof ValNumber places
                ? places.value().abs().toDouble()
                : 0;
    }

    private static String text(List<Val> arguments, int index) {
        return index < arguments.size() && arguments.apply(index) instanceof ValString text ? text.value() : "";
    }

    private static int items(List<Val> arguments) {
        return arguments.apply(0) instanceof ValList list ? list.itemsAsSeq().size() : 0;
    }
}
