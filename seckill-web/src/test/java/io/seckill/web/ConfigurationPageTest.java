package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the generated part of {@code docs/configuration.md} equal to what the modules say of their settings. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final String BEGIN = "<!-- settings:begin -->\n";
    private static final String END = "<!-- settings:end -->\n";
    private static final String WRITE = "seckill.docs.write";
    private static final Map<String, String> TYPES = Map.of(
            "java.lang.Boolean", "true or false",
            "java.lang.Integer", "number",
            "java.lang.String", "text",
            "java.time.Duration", "duration",
            "org.springframework.util.unit.DataSize", "size",
            "java.util.List<java.lang.String>", "list of texts",
            "io.seckill.infra.lock.LockBackend", "redis, database",
            "io.seckill.infra.lock.TokenSource", "auto, database, redis, none");

    private record Setting(String name, String type, String value, String meaning) {
        static Setting of(JsonNode property) {
            return new Setting(
                    property.path("name").asString(),
                    property.path("type").asString(),
                    property.path("defaultValue").asString(isList(property) ? "" : "?"),
                    property.path("description").asString(""));
        }

        private static boolean isList(JsonNode property) {
            return property.path("type").asString().startsWith("java.util.List");
        }

        String prefix() {
            return name.substring(0, name.lastIndexOf('.'));
        }

        /** A secret is never shown, not even one that would be the default. */
        String shown() {
            return value.isEmpty() || name.endsWith("secret") || name.endsWith("password") ? "none" : "`" + value + "`";
        }

        String row() {
            return "| `" + name + "` | " + TYPES.get(type) + " | " + shown() + " | " + meaning + " |\n";
        }
    }

    @Test
    void everySettingHasATypeADefaultAndAMeaning() throws IOException {
        assertThat(settings()).hasSizeGreaterThan(15).allSatisfy(setting -> {
            assertThat(TYPES).containsKey(setting.type());
            assertThat(setting.value()).isNotEqualTo("?");
            assertThat(setting.meaning()).isNotBlank().doesNotContain("{@", "|", "\n");
        });
    }

    @Test
    void bothModulesAreAsked() throws IOException {
        assertThat(settings())
                .extracting(Setting::prefix)
                .contains("seckill.desk", "seckill.node", "seckill.demo", "seckill.http");
    }

    @Test
    void aSecretIsNotShown() {
        assertThat(new Setting("seckill.x.secret", "java.lang.String", "hunter2", "").row())
                .doesNotContain("hunter2");
    }

    @Test
    void thePageSaysWhatTheCodeSays() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String generated = tables(settings());
        if (Boolean.getBoolean(WRITE)) {
            page = page.substring(0, begin) + generated + page.substring(end);
            Files.writeString(PAGE, page);
            end = page.indexOf(END);
        }
        assertThat(page.substring(begin, end))
                .as("docs/configuration.md is not what the code says; to write it anew: mvn -pl seckill-web -am test"
                        + " -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true")
                .isEqualTo(generated);
    }

    private static String tables(List<Setting> settings) {
        StringBuilder tables = new StringBuilder();
        settings.stream()
                .collect(Collectors.groupingBy(Setting::prefix, TreeMap::new, Collectors.toList()))
                .forEach((prefix, those) -> {
                    tables.append("\n### `").append(prefix).append("`\n\n");
                    tables.append("| setting | type | default | meaning |\n|---|---|---|---|\n");
                    those.forEach(setting -> tables.append(setting.row()));
                });
        return tables.append('\n').toString();
    }

    /** By name, from all modules that are on hand. */
    private static List<Setting> settings() throws IOException {
        List<Setting> settings = new ArrayList<>();
        for (URL found : Collections.list(ConfigurationPageTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream in = found.openStream()) {
                JsonMapper.shared().readTree(in).path("properties").values().stream()
                        .map(Setting::of)
                        .filter(setting -> setting.name().startsWith("seckill."))
                        .forEach(settings::add);
            }
        }
        settings.sort((one, other) -> one.name().compareTo(other.name()));
        return settings;
    }
}
