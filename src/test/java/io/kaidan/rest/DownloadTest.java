package io.kaidan.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-99, 0, 99",
        "bytes=0-500, 0, 99",
        "bytes=10-, 10, 99",
        "bytes=-10, 90, 99",
        "bytes=-500, 0, 99",
        "BYTES = 5 - 6, 5, 6",
    })
    void a_range_is_cut_to_the_file(String header, long first, long last) {
        assertThat(ByteRange.of(header, 100)).contains(new ByteRange(first, last));
        assertThat(ByteRange.of(header, 100)).get().matches(ByteRange::satisfiable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void a_range_behind_the_end_cannot_be_satisfied(String header) {
        assertThat(ByteRange.of(header, 100)).get().matches(range -> !range.satisfiable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=-5", "bytes=0-0"})
    void no_range_of_an_empty_file_can_be_satisfied(String header) {
        assertThat(ByteRange.of(header, 0)).get().matches(range -> !range.satisfiable());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=5-4",
                "bytes=0-1,3-4",
                "lines=0-1",
                "bytes=a-b",
                "bytes=9999999999999999999-"
            })
    void what_is_no_single_range_means_the_whole_file(String header) {
        assertThat(ByteRange.of(header, 100)).isEmpty();
    }

    @Test
    void a_name_in_any_script_is_told_twice() {
        assertThat(Download.disposition("事故 \"a\" 100%🔥.pdf"))
                .isEqualTo("attachment; filename=\"__ _a_ 100__.pdf\";"
                        + " filename*=UTF-8''%E4%BA%8B%E6%95%85%20%22a%22%20100%25%F0%9F%94%A5.pdf");
        assertThat(Download.disposition("a'(1)*.txt")).endsWith("filename*=UTF-8''a%27%281%29%2A.txt");
    }

    @Test
    void a_name_ends_no_header_and_begins_none() {
        String disposition = Download.disposition("a\r\nSet-Cookie: x=1\r\n\r\n<script>\0\u0085\u2028\"; x=\"\\.txt");

        assertThat(disposition)
                .matches("attachment; filename=\"[ -~&&[^\"\\\\%]]*\"; filename\\*=UTF-8''[A-Za-z0-9%!#$&+.^_`|~-]*")
                .startsWith("attachment; filename=\"a__Set-Cookie: x=1____<script>");
    }
}
