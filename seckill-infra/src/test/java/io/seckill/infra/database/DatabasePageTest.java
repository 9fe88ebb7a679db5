package io.seckill.infra.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class DatabasePageTest {
    private static final Pattern LOCKS_ALONE =
            Pattern.compile("\n## Locks alone\n.*?\n```sql\n(.*?)\n```\n", Pattern.DOTALL);

    @Test
    void theTablesForLocksAloneAreThoseOfTheMigrations() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "database.md"));
        List<String> tables = LOCKS_ALONE
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .flatMap(part -> statements(part.substring(part.indexOf("CREATE"), part.lastIndexOf("```"))))
                .toList();

        assertThat(tables).hasSize(2).isSubsetOf(migrations());
    }

    private static List<String> migrations() throws IOException {
        Resource[] scripts = new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*.sql");
        StringBuilder all = new StringBuilder();
        for (Resource script : scripts) {
            all.append(script.getContentAsString(UTF_8));
        }
        return statements(all.toString()).toList();
    }

    private static Stream<String> statements(String sql) {
        return SqlScript.of(sql).statements().stream().map(statement -> statement.replaceAll("\\s+", " "));
    }
}
