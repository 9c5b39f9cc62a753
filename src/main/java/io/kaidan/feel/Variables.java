package io.kaidan.feel;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.feel.context.VariableProvider;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.valuemapper.ValueMapper;
import scala.Option;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The values that one evaluation sees, each made into FEEL's kind when it is first named, all the way down. The engine
 * makes a list anew whenever it is named: a filter over ten thousand rows that names them would make a hundred million.
 */
record Variables(Map<String, Object> values, ValueMapper mapper, Map<String, Val> named) implements VariableProvider {

    Variables(Map<String, Object> values, ValueMapper mapper) {
        this(values, mapper, new HashMap<>());
    }

    @Override
    public Option<Object> getVariable(String name) {
        if (!values.containsKey(name)) {
            return Option.empty();
        }
        return Option.apply(named.computeIfAbsent(name, first -> val(values.get(first))));
    }

    private Val val(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Val> members = new LinkedHashMap<>();
            map.forEach((key, member) -> members.put(key, val(member)));
            return mapper.toVal(members);
        }
        if (value instanceof Collection<?> list) {
            return mapper.toVal(list.stream().map(this::val).toList());
        }
        return mapper.toVal(value);
    }

    @Override
    public Iterable<String> keys() {
        return CollectionConverters.asScala(values.keySet());
    }
}
