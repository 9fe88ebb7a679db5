package io.seckill.web.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.sale.SaleId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "archive --sale s-1 --spring.datasource.username=seckill_archive",
                "archive --spring.datasource.username=seckill_archive --sale=s-1"
            })
    void aCommandHasItsOptionAndSettingsOfTheProgram(String typed) {
        CommandLine line = CommandLine.of(typed.split(" ", -1));

        assertThat(line.command()).isEqualTo(new ArchiveSale(new SaleId("s-1")));
        assertThat(line.settings()).containsExactly("--spring.datasource.username=seckill_archive");
    }

    @Test
    void eventsArePublishedAgainSinceAnInstant() {
        CommandLine line = CommandLine.of(new String[] {"republish", "--since", "2026-11-22T20:00:00Z"});

        assertThat(line.command()).isEqualTo(new PublishAgain(Instant.parse("2026-11-22T20:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "archvie --sale s-1            | there is no command 'archvie': the commands are 'archive --sale ID' and",
                "archive                       | archive: --sale ID is needed",
                "archive --sale                | archive: --sale ID is needed",
                "archive --sale=               | archive: --sale ID is needed",
                "archive --sale --a.b=c        | archive: --sale ID is needed",
                "archive --sale a --sale b     | archive: --sale must be given once",
                "archive --sale a.b            | archive: --sale must be the id of a sale, 1 to 32 of A-Z a-z 0-9 _ -, but is 'a.b'",
                "archive s-1                   | archive: 's-1' is not understood; it takes --sale ID, and settings as",
                "archive --sale s-1 --since=1  | archive: '--since=1' is not understood",
                "republish                     | republish: --since TIME is needed",
                "republish --since yesterday   | republish: --since must be an instant, like 2026-11-22T20:00:00Z, but is 'yesterday'"
            })
    void whatIsTypedWronglyIsToldWithWhatWouldBeRight(String typed, String sentence) {
        assertThatThrownBy(() -> CommandLine.of(typed.split(" ", -1)))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.status()).isEqualTo(2))
                .hasMessageStartingWith(sentence);
    }

    @Test
    void settingsAloneAreNoCommand() {
        assertThat(Commands.isOne()).isFalse();
        assertThat(Commands.isOne("--server.port=1")).isFalse();
        assertThat(Commands.isOne("archive")).isTrue();
    }
}
