package io.kaidan.form;

import io.kaidan.problem.Phrase;
import java.util.List;
import java.util.Optional;

/** One of several choices. What is stored is the choice's own value: {@code "1"} becomes 1 where that is the choice. */
record ChoiceKind(Options options) implements Kind {

    @Override
    public Object convert(Object sent, Spot at) {
        if (options.areFixed()) {
            return choose(options.fixed(), sent, at);
        }
        boolean tooLong = Text.of(sent).length() > Text.LONGEST
                || Numbers.read(sent).filter(n -> !Numbers.fits(n)).isPresent();
        if (!Text.isScalar(sent) || tooLong) {
            return at.refuse("type", Phrase.of("expect.choice"), sent);
        }
        return Storable.of(sent).orElseGet(() -> at.refuse("format", Phrase.of("expect.unicode"), sent));
    }

    @Override
    public Object check(Object value, View view, Spot at) {
        Optional<List<Option>> found = options.areFixed() ? Optional.empty() : options.over(view);
        return found.isPresent() ? choose(found.get(), value, at) : value;
    }

    private static Object choose(List<Option> options, Object sent, Spot at) {
        return Options.meant(options, sent).orElseGet(() -> at.refuse("option", sent));
    }
}
