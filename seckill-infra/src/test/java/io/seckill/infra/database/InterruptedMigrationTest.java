package io.seckill.infra.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** What is to be done after a migration that was cut off: after each of its statements, and in both ways. */
class InterruptedMigrationTest {
    private static final String[] ALL = {FreshDatabase.MIGRATIONS, FreshDatabase.ONE_MORE};

    private final FreshDatabase database = new FreshDatabase();

    static IntStream statementsOfThisProgram() throws IOException {
        return IntStream.rangeClosed(1, count("classpath:db/migration/*.sql"));
    }

    static IntStream statementsOfAll() throws IOException {
        return IntStream.rangeClosed(
                1, count("classpath:db/migration/*.sql") + count("classpath:migrations/additive/*.sql"));
    }

    private static int count(String scripts) throws IOException {
        int count = 0;
        for (Resource script : new PathMatchingResourcePatternResolver().getResources(scripts)) {
            count += SqlScript.of(script.getContentAsString(UTF_8)).statements().size();
        }
        return count;
    }

    @ParameterizedTest
    @MethodSource("statementsOfThisProgram")
    void afterTheProcessWasKilledItIsMigratedAgain(int statements) throws Exception {
        int status = MigratingProcess.start(database, statements).waitFor();
        assertThat(status).isEqualTo(MigratingProcess.KILLED);
        Flyway flyway = database.flyway(FreshDatabase.MIGRATIONS);
        assertThat(flyway.info().all()).noneMatch(migration -> migration.getState() == MigrationState.FAILED);
        assertThat(flyway.info().pending()).isNotEmpty();

        new Schema(flyway).migrate();

        new Schema(flyway).validate();
    }

    @ParameterizedTest
    @MethodSource("statementsOfAll")
    void afterAStatementThatFailedItIsRepairedAndThenMigratedAgain(int statements) {
        Flyway cut = Flyway.configure()
                .configuration(database.flyway(ALL).getConfiguration())
                .callbacks(new AfterStatements(statements, () -> {
                    throw new FlywayException("cut off");
                }))
                .load();
        assertThatThrownBy(() -> new Schema(cut).migrate())
                .isInstanceOf(SchemaException.class)
                .message()
                .containsPattern("and migration (1|2|3|1000) stopped half way \\(cut off\\): put that right, run mvn");

        Flyway flyway = database.flyway(ALL);
        MigrationInfo stopped = Arrays.stream(flyway.info().all())
                .filter(migration -> migration.getState() == MigrationState.FAILED)
                .findFirst()
                .orElseThrow();
        for (Runnable start : new Runnable[] {new Schema(flyway)::migrate, new Schema(flyway)::validate}) {
            assertThatThrownBy(start::run)
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("migration " + stopped.getVersion() + " stopped half way: run mvn -pl db"
                            + " flyway:repair, then migrate again");
        }

        var unused = flyway.repair();
        new Schema(flyway).migrate();

        new Schema(flyway).validate();
    }

    @Test
    void whatAnswersAfterAllStatementsIsTheWholeSchema() throws Exception {
        assertThat(statementsOfThisProgram().count()).isEqualTo(12);
        assertThat(statementsOfAll().count()).isEqualTo(12 + 10);
    }
}
