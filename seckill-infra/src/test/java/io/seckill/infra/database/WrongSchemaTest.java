package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators read when the schema is not the one that the program needs. */
class WrongSchemaTest {
    private final FreshDatabase database = new FreshDatabase();

    @TempDir
    private Path migrations;

    @BeforeEach
    void twoMigrations() throws Exception {
        Files.writeString(migrations.resolve("V1__one.sql"), "CREATE TABLE one (id INT);");
        Files.writeString(migrations.resolve("V2__two.sql"), "CREATE TABLE two (id INT);");
    }

    @Test
    void nothingWasMigratedYet() {
        assertThatThrownBy(asTheProgram()::validate)
                .isInstanceOf(SchemaException.class)
                .hasMessage("the database's schema is empty, and this program needs version 2: run mvn -pl db"
                        + " flyway:migrate, or start with seckill.database.migrate=true");
        assertThat(count("information_schema.tables WHERE table_schema = DATABASE()"))
                .isZero();
    }

    @Test
    void aMigrationIsMissing() throws Exception {
        new Schema(flyway("1")).migrate();

        assertThatThrownBy(asTheProgram()::validate)
                .isInstanceOf(SchemaException.class)
                .hasMessage("the database's schema is of version 1, and this program needs version 2: run mvn -pl db"
                        + " flyway:migrate, or start with seckill.database.migrate=true");
    }

    @Test
    void aMigrationWasAppliedWithAnotherText() throws Exception {
        new Schema(flyway("2")).migrate();
        Files.writeString(migrations.resolve("V1__one.sql"), "CREATE TABLE one (id BIGINT);");
        String message = "the database's schema is of version 2, and this program needs version 2, but migration 1 as"
                + " it was applied is not this program's: run the program that it came with, or, if both make the same"
                + " tables, mvn -pl db flyway:repair";

        assertThatThrownBy(asTheProgram()::validate)
                .isInstanceOf(SchemaException.class)
                .hasMessage(message);
        assertThatThrownBy(new Schema(flyway("2"))::migrate)
                .isInstanceOf(SchemaException.class)
                .hasMessage(message);
    }

    @Test
    void aMigrationStoppedHalfWay() throws Exception {
        Files.writeString(migrations.resolve("V2__two.sql"), "CREATE TABLE two (id INT); CREATE TABLE one (id INT);");

        assertThatThrownBy(new Schema(flyway("2"))::migrate)
                .isInstanceOf(SchemaException.class)
                .hasMessage("the database's schema is of version 1, and this program needs version 2, and migration 2"
                        + " stopped half way (Table 'one' already exists): put that right, run mvn -pl db"
                        + " flyway:repair, then migrate again");
        assertThatThrownBy(asTheProgram()::validate)
                .isInstanceOf(SchemaException.class)
                .hasMessage("the database's schema is of version 1, and this program needs version 2, and migration 2"
                        + " stopped half way: run mvn -pl db flyway:repair, then migrate again");
    }

    @Test
    void theTablesAreSomethingElses() throws Exception {
        database.administer("CREATE TABLE guests (id INT)");

        assertThatThrownBy(new Schema(flyway("2"))::migrate)
                .isInstanceOf(SchemaException.class)
                .hasMessage("the database's schema is empty, and this program needs version 2, but the database holds"
                        + " tables of something else: give the program one of its own");
    }

    @Test
    void aMigrationThatWasAppliedIsNotThere() throws Exception {
        new Schema(flyway("2")).migrate();
        Files.delete(migrations.resolve("V1__one.sql"));

        assertThatThrownBy(asTheProgram()::validate)
                .isInstanceOf(SchemaException.class)
                .hasMessageStartingWith("the database's schema is of version 2, and this program needs version 2, but"
                        + " migration 1 as it was applied is not this program's: ");
    }

    @Test
    void aSchemaThatIsNewerIsNoFault() throws Exception {
        new Schema(flyway("2")).migrate();
        Files.delete(migrations.resolve("V2__two.sql"));

        assertThatCode(asTheProgram()::validate).doesNotThrowAnyException();
        assertThatCode(new Schema(flyway("2"))::migrate).doesNotThrowAnyException();
    }

    @Test
    void aNewerMigrationThatStoppedHalfWayIsTheNewerProgramsAffair() throws Exception {
        Files.writeString(migrations.resolve("V2__two.sql"), "CREATE TABLE one (id INT);");
        assertThatThrownBy(new Schema(flyway("2"))::migrate).isInstanceOf(SchemaException.class);
        Files.delete(migrations.resolve("V2__two.sql"));

        assertThatCode(asTheProgram()::validate).doesNotThrowAnyException();
    }

    @Test
    void aDatabaseThatIsAwayIsNoWrongSchema() {
        Flyway away = Flyway.configure()
                .dataSource("jdbc:mysql://127.0.0.1:1/nowhere", "nobody", "")
                .load();

        assertThatThrownBy(new Schema(away)::migrate).isNotInstanceOf(SchemaException.class);
        assertThatThrownBy(new Schema(away)::validate).isNotInstanceOf(SchemaException.class);
    }

    private Schema asTheProgram() {
        return new Schema(database.flywayOfTheProgram("filesystem:" + migrations));
    }

    private Flyway flyway(String target) {
        return Flyway.configure()
                .configuration(database.flyway("filesystem:" + migrations).getConfiguration())
                .target(target)
                .load();
    }

    private long count(String rows) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                var counted = statement.executeQuery("SELECT COUNT(*) FROM " + rows)) {
            counted.next();
            return counted.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
