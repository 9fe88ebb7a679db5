package io.seckill.infra.database;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL, statement by statement, without its comments. */
record SqlScript(List<String> statements) {
    private static final Pattern PART = Pattern.compile("'(?:[^']|'')*'|--[^\n]*|;|[^';-]+|-");

    static SqlScript of(String text) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        Matcher part = PART.matcher(text + ";");
        while (part.find()) {
            if (part.group().equals(";")) {
                statements.add(statement.toString().strip());
                statement.setLength(0);
            } else if (!part.group().startsWith("--")) {
                statement.append(part.group());
            }
        }
        statements.removeIf(String::isEmpty);
        return new SqlScript(List.copyOf(statements));
    }
}
