package io.kaidan.persistence;

import io.kaidan.json.Json;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Map;

/**
 * A JSON object in a {@code jsonb} column. Assign a new map to change the attribute: one changed in place is not
 * noticed, since comparing every document at every flush would cost more than it is worth.
 */
@Converter
public class JsonMapConverter implements AttributeConverter<Map<String, Object>, Object> {
    @Override
    public Object convertToDatabaseColumn(Map<String, Object> attribute) {
        return attribute == null ? null : new Jsonb(Json.write(attribute));
    }

    @Override
    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    public Map<String, Object> convertToEntityAttribute(Object column) {
        return column == null ? null : (Map<String, Object>) Json.parseOwn(column.toString());
    }
}
