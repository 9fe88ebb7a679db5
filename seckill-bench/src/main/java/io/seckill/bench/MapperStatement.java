package io.seckill.bench;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/**
 * A statement of one of the program's mappers for plain JDBC: the very text, so that it cannot differ.
 *
 * @param sql with question marks
 * @param names of the parameters, in their order
 */
record MapperStatement(String sql, List<String> names) {
    private static final String PACKAGE = "io.seckill.infra.database.";
    private static final Pattern PARAMETER = Pattern.compile("#\\{(\\w+)}");

    /** @throws IllegalStateException if there is no such statement */
    static MapperStatement of(String mapper, String method) {
        String text = Arrays.stream(mapper(mapper).getDeclaredMethods())
                .filter(one -> one.getName().equals(method))
                .findFirst()
                .map(MapperStatement::text)
                .orElseThrow(() -> new IllegalStateException(mapper + " has no statement " + method));
        List<String> names = PARAMETER
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        return new MapperStatement(PARAMETER.matcher(text).replaceAll("?"), names);
    }

    private static Class<?> mapper(String name) {
        try {
            return Class.forName(PACKAGE + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("there is no mapper " + name, e);
        }
    }

    private static @Nullable String text(Method method) {
        Select select = method.getAnnotation(Select.class);
        Insert insert = method.getAnnotation(Insert.class);
        Update update = method.getAnnotation(Update.class);
        if (select != null) {
            return String.join(" ", select.value());
        }
        if (insert != null) {
            return String.join(" ", insert.value());
        }
        return update == null ? null : String.join(" ", update.value());
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        return connection.prepareStatement(sql);
    }

    void bind(PreparedStatement statement, Map<String, ?> values) throws SQLException {
        for (int i = 0; i < names.size(); i++) {
            statement.setObject(i + 1, Objects.requireNonNull(values.get(names.get(i)), names.get(i)));
        }
    }
}
