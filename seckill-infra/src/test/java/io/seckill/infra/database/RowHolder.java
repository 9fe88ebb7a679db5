package io.seckill.infra.database;

import io.seckill.core.sale.SaleId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Another node's transaction that has locked a sale's row. Closing it rolls back. */
final class RowHolder implements AutoCloseable {
    private final Connection connection;

    RowHolder(RealStore store, SaleId sale) throws SQLException {
        this(store.connect(), sale);
    }

    RowHolder(Connection connection, SaleId sale) throws SQLException {
        this(connection, "SELECT total FROM sales WHERE id = '" + sale + "' FOR UPDATE");
    }

    private RowHolder(Connection connection, String lock) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        number(lock);
    }

    /** An order's row alone, as a payment locks it. */
    static RowHolder ofOrder(RealStore store, String order) throws SQLException {
        return new RowHolder(store.connect(), "SELECT quantity FROM orders WHERE id = '" + order + "' FOR UPDATE");
    }

    void write(String statement) throws SQLException {
        try (Statement one = connection.createStatement()) {
            one.executeUpdate(statement);
        }
    }

    long number(String query) throws SQLException {
        try (Statement one = connection.createStatement();
                ResultSet rows = one.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
