package io.kaidan.persistence;

import io.kaidan.json.Json;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** A JSON array in a {@code jsonb} column. As with {@link JsonMapConverter}, assign a new list to change it. */
@Converter
public class JsonListConverter implements AttributeConverter<List<Object>, Object> {
    @Override
    public Object convertToDatabaseColumn(List<Object> attribute) {
        return attribute == null ? null : new Jsonb(Json.write(attribute));
    }

    @Override
    @SuppressWarnings("unchecked") // as it was written
    public List<Object> convertToEntityAttribute(Object column) {
        return column == null ? null : (List<Object>) Json.parseOwn(column.toString());
    }
}
