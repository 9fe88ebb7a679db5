package io.seckill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.testkit.servers.ServerKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void withoutArgumentsEveryWayRunsOnEmbeddedServers() {
        Options options = Options.parse(List.of());

        assertThat(options.ways()).containsExactly(Way.values());
        assertThat(options.kind()).isEqualTo(ServerKind.EMBEDDED);
        assertThat(options.figures()).containsExactly(Figure.START, Figure.HEAP, Figure.EXPIRY);
        assertThat(options.others()).isEmpty();
        assertThat(options.seconds()).isEqualTo(8);
        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.waiting()).isEqualTo(1_024);
        assertThat(options.watchdogSeconds()).isEqualTo(180);
    }

    @Test
    void everyOptionIsTaken() {
        Options options = Options.parse(List.of(
                "--seconds",
                "2",
                "--rounds=5",
                "--waiting",
                "64",
                "--only",
                "plain-jdbc,locks,heap,desk",
                "--watchdog-seconds",
                "20",
                "--mysql",
                "jdbc:mysql://db:3306/bench",
                "--redis=rediss://cache:6379"));

        assertThat(options.seconds()).isEqualTo(2);
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.waiting()).isEqualTo(64);
        assertThat(options.ways()).containsExactly(Way.DESK, Way.PLAIN_JDBC);
        assertThat(options.figures()).containsExactly(Figure.HEAP, Figure.LOCKS);
        assertThat(options.watchdogSeconds()).isEqualTo(20);
        assertThat(options.others()).contains(new Options.Others("jdbc:mysql://db:3306/bench", "rediss://cache:6379"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --seconds 0                          | --seconds 0: use a number from 1 to 100
            --rounds many                        | --rounds many: use a number from 1 to 100
            --waiting 10001                      | --waiting 10001: use a number from 1 to 10000
            --watchdog-seconds 3601              | --watchdog-seconds 3601: use a number from 1 to 3600
            --waiting                            | --waiting needs a value
            --only desk,luck                     | "luck" is no way; the ways are desk, plain-jdbc
            --servers cloud                      | --servers cloud: use embedded, installed or containers
            --mysql jdbc:mysql://h/s             | --mysql and --redis go together
            --mysql h:3306 --redis redis://h     | --mysql h:3306: use a URL such as jdbc:mysql://host:3306/schema
            --fast                               | there is no option --fast: see ./bench --help
            """)
    void badInputIsRefusedInOneSentence(String arguments, String sentence) {
        assertThatThrownBy(() -> Options.parse(List.of(arguments.split(" ", -1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
