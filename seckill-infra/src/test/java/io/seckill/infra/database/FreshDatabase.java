package io.seckill.infra.database;

import io.seckill.testkit.servers.DatabaseServer;
import io.seckill.testkit.servers.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;

/**
 * A database on the shared server with its users, made by the very SQL of {@code docs/database.md}; only the name is
 * another. It is not migrated.
 */
final class FreshDatabase {
    static final String MIGRATIONS = "classpath:db/migration";
    /** One migration more than this program knows. */
    static final String ONE_MORE = "classpath:migrations/additive";

    private static final Path PAGE = Path.of("..", "docs", "database.md");
    private static final Pattern BLOCK = Pattern.compile("\n```sql\n(.*?)\n```\n", Pattern.DOTALL);

    private final DatabaseServer server = Servers.shared().database();
    private final String name = server.createDatabase();

    FreshDatabase() {
        sqlOfThePage().forEach(this::administer);
    }

    /** Runs a statement that may do everything, and calls the database and its users as the page does. */
    void administer(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql.replace("seckill", name));
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    static List<String> sqlOfThePage() {
        try {
            Matcher block = BLOCK.matcher(Files.readString(PAGE));
            if (!block.find()) {
                throw new IllegalStateException(PAGE + " has no block of SQL");
            }
            return SqlScript.of(block.group(1)).statements();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + PAGE, e);
        }
    }

    DatabaseServer server() {
        return server;
    }

    String name() {
        return name;
    }

    String url() {
        return server.jdbcUrl(name);
    }

    /** The user that the program runs as. */
    String user() {
        return name;
    }

    String password() {
        return "change me too";
    }

    String migrationUser() {
        return name + "_migration";
    }

    String migrationPassword() {
        return "change me";
    }

    String archiveUser() {
        return name + "_archive";
    }

    String archivePassword() {
        return "change me as well";
    }

    /** As the user for migrations. */
    Flyway flyway(String... locations) {
        return Flyway.configure()
                .dataSource(url(), migrationUser(), migrationPassword())
                .locations(locations)
                .load();
    }

    /** As the program's user. */
    Flyway flywayOfTheProgram(String... locations) {
        return Flyway.configure()
                .dataSource(url(), user(), password())
                .locations(locations)
                .load();
    }

    /** As the user that archives. */
    Flyway flywayOfTheArchive(String... locations) {
        return Flyway.configure()
                .dataSource(url(), archiveUser(), archivePassword())
                .locations(locations)
                .load();
    }

    /** A connection that may do everything. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), server.user(), server.password());
    }

    /** What Spring Boot needs to know to run on it. */
    String[] properties() {
        return new String[] {
            "spring.datasource.url=" + url(),
            "spring.datasource.username=" + user(),
            "spring.datasource.password=" + password()
        };
    }
}
