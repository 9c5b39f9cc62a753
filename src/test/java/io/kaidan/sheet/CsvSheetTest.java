package io.kaidan.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSheetTest {

    @Test
    void it_begins_with_the_mark_by_which_excel_knows_utf_8() throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (CsvSheet sheet = new CsvSheet(target)) {
            sheet.row(Arrays.asList("單號", "a"));
        }
        assertThat(target.toByteArray()).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(target.toString(StandardCharsets.UTF_8)).isEqualTo("\uFEFF單號,a\r\n");
    }

    @Test
    void texts_are_quoted_where_they_must_be() throws IOException {
        assertThat(row("plain", "a,b", "say \"hi\"", "two\nlines", ""))
                .isEqualTo("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "＝1+1"})
    void what_looks_like_a_formula_is_a_text(String text) throws IOException {
        assertThat(row(text)).isEqualTo("'" + text);
    }

    @Test
    void a_formula_after_a_line_break_is_a_text_as_well() throws IOException {
        assertThat(row("\r=1")).isEqualTo("\"'\r=1\"");
    }

    @Test
    void numbers_and_moments_stay_what_they_are() throws IOException {
        assertThat(row(-5, new BigDecimal("1E+3"), LocalDateTime.parse("2026-05-04T12:00:09"), null, 7L))
                .isEqualTo("-5,1000,2026-05-04 12:00:09,,7");
    }

    private static String row(Object... cells) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (CsvSheet sheet = new CsvSheet(target)) {
            sheet.row(Arrays.asList(cells));
        }
        String text = target.toString(StandardCharsets.UTF_8);
        return text.substring(1, text.length() - 2);
    }
}
