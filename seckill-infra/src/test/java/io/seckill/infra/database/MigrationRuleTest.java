package io.seckill.infra.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class MigrationRuleTest {
    /** For each rule statements that break it, and no other. */
    private static final Map<MigrationRule, List<String>> BREAKING = Map.of(
            MigrationRule.REMOVES_NOTHING,
            List.of(
                    "DROP TABLE IF EXISTS orders",
                    "TRUNCATE TABLE orders",
                    "DELETE FROM orders",
                    "REPLACE INTO notes VALUES (1)",
                    onceOnly("ALTER TABLE orders DROP COLUMN amount"),
                    onceOnly("ALTER TABLE orders DROP KEY orders_by_buyer")),
            MigrationRule.RENAMES_NOTHING,
            List.of(
                    "RENAME TABLE orders TO purchases",
                    onceOnly("ALTER TABLE orders RENAME TO purchases"),
                    onceOnly("ALTER TABLE orders RENAME COLUMN buyer TO customer")),
            MigrationRule.CHANGES_NO_COLUMN,
            List.of(
                    onceOnly("ALTER TABLE orders MODIFY quantity BIGINT NOT NULL"),
                    onceOnly("alter table orders change quantity units int not null"),
                    onceOnly("ALTER TABLE orders ALTER COLUMN quantity SET DEFAULT 1"),
                    onceOnly("ALTER TABLE orders CONVERT TO CHARACTER SET latin1")),
            MigrationRule.NEW_COLUMNS_MAY_BE_LEFT_OUT,
            List.of(
                    onceOnly("ALTER TABLE orders ADD COLUMN channel INT NOT NULL"),
                    onceOnly("ALTER TABLE orders ADD channel INT NOT NULL, ADD note INT NOT NULL DEFAULT 0"),
                    onceOnly("ALTER TABLE orders ADD note INT NOT NULL DEFAULT 0, ADD channel INT NOT NULL")),
            MigrationRule.NEW_CONSTRAINTS_ARE_ON_NEW_TABLES,
            List.of(
                    onceOnly("ALTER TABLE orders ADD UNIQUE KEY orders_by_amount (amount)"),
                    onceOnly("ALTER TABLE orders ADD CHECK (amount > 0)"),
                    onceOnly("ALTER TABLE orders ADD FOREIGN KEY (sale_id) REFERENCES sales (id)")),
            MigrationRule.CAN_RUN_AGAIN,
            List.of(
                    "CREATE TABLE notes (id INT)",
                    "ALTER TABLE orders ADD COLUMN note INT NULL",
                    "CREATE INDEX orders_by_amount ON orders (amount)",
                    "SET @step = 'ALTER TABLE orders ADD COLUMN note INT NULL'",
                    "INSERT INTO notes (id) VALUES (1)"),
            MigrationRule.ONLY_KNOWN_STATEMENTS,
            List.of(
                    "CREATE TRIGGER none BEFORE INSERT ON orders FOR EACH ROW SET NEW.amount = 0",
                    "LOCK TABLES orders WRITE",
                    "GRANT ALL ON orders TO somebody"));

    @TestFactory
    Stream<DynamicTest> everyMigrationKeepsThem() throws IOException {
        Resource[] migrations =
                new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/**/*.*");
        assertThat(migrations).isNotEmpty();
        return Arrays.stream(migrations)
                .map(migration -> DynamicTest.dynamicTest(String.valueOf(migration.getFilename()), () -> {
                    assertThat(migration.getFilename()).matches("V[0-9]+__[a-z0-9_]+\\.sql");
                    assertAllKept(migration.getContentAsString(UTF_8));
                }));
    }

    @Test
    void whatOnlyAddsIsAllowed() throws IOException {
        for (Resource migration :
                new PathMatchingResourcePatternResolver().getResources("classpath:migrations/additive/*.sql")) {
            assertAllKept(migration.getContentAsString(UTF_8));
        }
    }

    @TestFactory
    Stream<DynamicTest> eachSeesWhatBreaksIt() {
        return Arrays.stream(MigrationRule.values())
                .flatMap(rule ->
                        BREAKING.getOrDefault(rule, List.of("SELECT 'no statement breaks " + rule + "'")).stream()
                                .map(statement -> DynamicTest.dynamicTest(
                                        rule + ": " + statement,
                                        () -> assertThat(brokenBy(statement)).containsExactly(rule))));
    }

    private static void assertAllKept(String script) {
        List<String> statements = SqlScript.of(script).statements();
        assertThat(statements).isNotEmpty().allSatisfy(statement -> assertThat(brokenBy(statement))
                .isEmpty());
    }

    private static List<MigrationRule> brokenBy(String statement) {
        return Arrays.stream(MigrationRule.values())
                .filter(rule -> !rule.isKeptBy(statement))
                .toList();
    }

    /** As a migration says what has no {@code IF NOT EXISTS}. */
    private static String onceOnly(String statement) {
        return "SET @step = IF(EXISTS (SELECT 1), 'DO 0', '" + statement + "')";
    }
}
