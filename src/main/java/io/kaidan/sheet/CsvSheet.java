package io.kaidan.sheet;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Comma-separated values (RFC 4180) in UTF-8, marked as such at the beginning: else Excel takes it for something else. */
public final class CsvSheet implements Sheet {

    private static final char MARK = '\uFEFF';

    /** What a spreadsheet takes for the beginning of a formula, which would then run. */
    private static final String FORMULAS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final Writer target;

    public CsvSheet(OutputStream target) throws IOException {
        this.target = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
        this.target.write(MARK);
    }

    @Override
    public void row(List<?> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                target.write(',');
            }
            write(cells.get(i));
        }
        target.write("\r\n");
    }

    private void write(Object cell) throws IOException {
        if (cell instanceof BigDecimal number) {
            target.write(number.toPlainString());
        } else if (cell instanceof Number number) {
            target.write(number.toString());
        } else if (cell instanceof LocalDateTime moment) {
            target.write(MOMENT.format(moment));
        } else if (cell != null) {
            quote(cell.toString());
        }
    }

    /** An apostrophe before what looks like a formula makes it the text that it is. */
    private void quote(String text) throws IOException {
        String safe = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        if (safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
            target.write(safe);
        } else {
            target.write('"');
            target.write(safe.replace("\"", "\"\""));
            target.write('"');
        }
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
