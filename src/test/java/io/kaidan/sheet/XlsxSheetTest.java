package io.kaidan.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class XlsxSheetTest {

    private static final String FIRST = "xl/worksheets/sheet1.xml";

    @TempDir
    Path folder;

    @Test
    void cells_are_of_their_kind() throws Exception {
        String sheet = text(
                write(10, List.of("名稱", "數", "時"), Arrays.asList("印表機", 5, LocalDateTime.parse("2026-05-04T12:00:00")))
                        .get(FIRST));

        assertThat(sheet).contains("t=\"inlineStr\"", escaped("印表機"), "<v>5</v>", "<v>46146.5</v>");
    }

    @Test
    void a_formula_is_the_text_that_somebody_wrote() throws Exception {
        String sheet = text(write(10, List.of("a"), List.of("=1+1")).get(FIRST));

        assertThat(sheet).contains("=1+1").doesNotContain("<f>");
    }

    @Test
    void whatever_a_text_holds_the_file_can_be_read() throws Exception {
        String odd = "a\u0000\u0001\u001F\uFFFE\uD83D\uDE00<&\"'>\uD800]]>\n" + "長".repeat(40_000);

        Document sheet = document(write(10, List.of(odd), List.of(odd)).get(FIRST));

        assertThat(sheet.getElementsByTagName("t").item(1).getTextContent())
                .contains("\uD83D\uDE00<&\"'>", "]]>")
                .hasSizeLessThanOrEqualTo(32_767)
                .endsWith("長…");
    }

    @Test
    void no_digit_of_a_long_number_is_lost() throws Exception {
        BigDecimal number = new BigDecimal("12345678901234567890");

        assertThat(text(write(10, List.of("n"), List.of(number)).get(FIRST))).contains(">12345678901234567890<");
    }

    @Test
    void a_full_sheet_goes_on_in_another_with_the_names() throws Exception {
        Map<String, byte[]> files = write(3, List.of("名稱"), List.of("1"), List.of("2"), List.of("3"));

        assertThat(text(files.get(FIRST))).contains(escaped("名稱"), ">1<", ">2<").doesNotContain(">3<");
        assertThat(text(files.get("xl/worksheets/sheet2.xml"))).contains(escaped("名稱"), ">3<");
        assertThat(text(files.get("xl/workbook.xml"))).contains(escaped("單子") + "\"", escaped("單子") + " 2\"");
    }

    @Test
    void rows_are_on_their_way_before_the_last_is_written() throws IOException {
        long[] written = {0};
        OutputStream target = new OutputStream() {
            @Override
            public void write(int b) {
                written[0]++;
            }
        };
        XlsxSheet sheet = new XlsxSheet(target, "單子");
        for (int i = 0; i < 100_000; i++) {
            sheet.row(List.of("ticket " + i * 7919L));
        }
        assertThat(written[0]).isGreaterThan(100_000);
        sheet.close();
    }

    private Map<String, byte[]> write(int rows, List<?>... table) throws IOException {
        Path file = folder.resolve("book.xlsx");
        try (XlsxSheet sheet = new XlsxSheet(Files.newOutputStream(file), "單子", rows)) {
            for (List<?> row : table) {
                sheet.row(row);
            }
        }
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) { // by its directory, as Excel does
            for (ZipEntry entry : zip.stream().toList()) {
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
                document(files.get(entry.getName()));
            }
        }
        return files;
    }

    private static Document document(byte[] xml) throws IOException {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (Exception malformed) {
            throw new IOException(text(xml), malformed);
        }
    }

    /** As the library writes what is not ASCII. */
    private static String escaped(String text) {
        return text.codePoints().mapToObj(c -> String.format("&#x%x;", c)).collect(Collectors.joining());
    }

    private static String text(byte[] xml) {
        return new String(xml, StandardCharsets.UTF_8);
    }
}
