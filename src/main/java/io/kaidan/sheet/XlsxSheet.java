package io.kaidan.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook of Excel. Its first row is that of the names; where a sheet is full, another one begins with it. */
public final class XlsxSheet implements Sheet {

    /** As many as Excel has in a sheet. */
    private static final int ROWS = 1_048_576;

    /** Characters that Excel has in a cell. */
    private static final int CHARACTERS = 32_767;

    /** Digits that Excel keeps of a number; one with more goes as a text, so that none is lost. */
    private static final int DIGITS = 15;

    private static final int AT_ONCE = 500;
    private static final String MOMENT = "yyyy-mm-dd hh:mm:ss";
    private static final int MOMENT_WIDTH = 19;

    private final Workbook book;
    private final String title;
    private final int rows;
    private List<?> names;
    private Worksheet sheet;
    private int sheets;
    private int next;

    /** @param title of the sheets */
    public XlsxSheet(OutputStream target, String title) {
        this(target, title, ROWS);
    }

    /** @param rows of a sheet, at most */
    XlsxSheet(OutputStream target, String title, int rows) {
        this.book = new Workbook(target, "Kaidan", null);
        this.title = title;
        this.rows = rows;
    }

    @Override
    public void row(List<?> cells) throws IOException {
        if (names == null) {
            names = cells;
            begin();
            return;
        }
        if (next == rows) {
            begin();
        }
        write(cells);
    }

    private void begin() throws IOException {
        if (sheet != null) {
            sheet.finish();
        }
        sheets++;
        sheet = book.newWorksheet(sheets == 1 ? title : title + " " + sheets);
        sheet.freezePane(0, 1);
        next = 0;
        write(names);
    }

    /** Texts stand in the cells and not in a table of all texts, which would have to stay in memory. */
    private void write(List<?> cells) throws IOException {
        for (int column = 0; column < cells.size(); column++) {
            Object cell = cells.get(column);
            if (cell instanceof LocalDateTime moment) {
                sheet.value(next, column, moment);
                sheet.style(next, column).format(MOMENT).set();
                if (next == 1) {
                    sheet.width(column, MOMENT_WIDTH);
                }
            } else if (cell instanceof BigDecimal number && number.precision() > DIGITS) {
                sheet.inlineString(next, column, number.toPlainString());
            } else if (cell instanceof Number number) {
                sheet.value(next, column, number);
            } else if (cell != null) {
                sheet.inlineString(next, column, fitting(cell.toString()));
            }
        }
        next++;
        if (next % AT_ONCE == 0) {
            sheet.flush();
        }
    }

    private static String fitting(String text) {
        return text.length() <= CHARACTERS ? text : text.substring(0, CHARACTERS - 1) + "…";
    }

    @Override
    public void close() throws IOException {
        book.close();
    }
}
