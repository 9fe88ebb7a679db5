package io.seckill.infra.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a connection made the server read, in rows and index entries; MariaDB counts those apart that it leaves out by the index. */
final class RowsRead {
    private final Connection connection;
    private final long before;

    private RowsRead(Connection connection) throws SQLException {
        this.connection = connection;
        this.before = all();
    }

    static RowsRead by(Connection connection) throws SQLException {
        return new RowsRead(connection);
    }

    long soFar() throws SQLException {
        return all() - before;
    }

    private long all() throws SQLException {
        try (Statement status = connection.createStatement();
                ResultSet rows = status.executeQuery("SHOW SESSION STATUS"
                        + " WHERE Variable_name LIKE 'Handler_read%' OR Variable_name = 'Handler_icp_attempts'")) {
            long sum = 0;
            while (rows.next()) {
                sum += rows.getLong(2);
            }
            return sum;
        }
    }
}
