package io.kaidan.jmx;

import java.util.List;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/** Rows of the same columns, as a console shows them. */
public final class Table {

    private final String[] columns;
    private final TabularType type;

    /**
     * @param columns their names; the first one tells the rows apart
     * @param types of the columns
     */
    public Table(String name, String description, List<String> columns, List<OpenType<?>> types) {
        this.columns = columns.toArray(String[]::new);
        try {
            CompositeType row =
                    new CompositeType(name, description, this.columns, this.columns, types.toArray(OpenType<?>[]::new));
            type = new TabularType(name, description, row, new String[] {columns.get(0)});
        } catch (OpenDataException ours) {
            throw new IllegalArgumentException(ours);
        }
    }

    public TabularType type() {
        return type;
    }

    /** @param rows each with a value for every column */
    public TabularData of(List<Object[]> rows) {
        TabularData table = new TabularDataSupport(type);
        for (Object[] row : rows) {
            try {
                table.put(new CompositeDataSupport(type.getRowType(), columns, row));
            } catch (OpenDataException ours) {
                throw new IllegalArgumentException(ours);
            }
        }
        return table;
    }
}
