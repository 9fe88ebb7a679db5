package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.Driver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** {@code mvn -pl db flyway:migrate} does what the program does, for it is made of the same. */
class MigrationPluginTest {
    @Test
    void theCommandHasThisProgramsFlywayAndDriver() throws Exception {
        List<String> settings = Files.readAllLines(Path.of("..", "pom.xml")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("<flyway.version>") || line.startsWith("<mysql.version>"))
                .toList();

        assertThat(settings)
                .containsExactly(
                        "<flyway.version>" + version("flyway-core", Flyway.class) + "</flyway.version>",
                        "<mysql.version>" + version("mysql-connector-j", Driver.class) + "</mysql.version>");
    }

    private static String version(String artifact, Class<?> one) throws Exception {
        String jar = Path.of(
                        one.getProtectionDomain().getCodeSource().getLocation().toURI())
                .getFileName()
                .toString();
        return jar.replace(artifact + "-", "").replace(".jar", "");
    }
}
