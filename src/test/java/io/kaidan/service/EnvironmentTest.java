package io.kaidan.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvironmentTest {

    @Test
    void the_size_of_the_pool_is_what_is_given_and_the_usual_one_where_that_is_no_number() {
        assertThat(Environment.poolSize(" 50 ")).isEqualTo(50);
        assertThat(Environment.poolSize(null)).isEqualTo(20);
        assertThat(Environment.poolSize("")).isEqualTo(20);
        assertThat(Environment.poolSize("many")).isEqualTo(20);
    }
}
