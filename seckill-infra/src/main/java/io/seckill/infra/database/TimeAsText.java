package io.seckill.infra.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.LocalDateTimeTypeHandler;

/**
 * Writes times as text. The driver cuts the fraction of a second off where it takes the server for too old for one, and it
 * takes MariaDB 10 for a MySQL 5.5.5: that is how its version begins in the protocol.
 */
final class TimeAsText extends LocalDateTimeTypeHandler {
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    @Override
    public void setNonNullParameter(PreparedStatement statement, int place, LocalDateTime time, JdbcType type)
            throws SQLException {
        statement.setString(place, MICROSECONDS.format(time));
    }
}
