package io.seckill.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.testkit.net.MySqlRequests;
import io.seckill.testkit.net.TcpProxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class CommitCutTest {
    private final DatabaseServer server = Servers.shared().database();
    private final String database = server.createDatabase();

    @Test
    void aCommitWhoseAnswerIsCutIsDoneAllTheSame() throws SQLException {
        assertThat(Servers.shared()).isSameAs(Servers.shared());
        try (TcpProxy proxy = TcpProxy.to(server.host(), server.port());
                Connection connection = connect(proxy.host(), proxy.port());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INT)");
            connection.setAutoCommit(false);
            proxy.cutAnswerAfter(MySqlRequests.commit());
            statement.execute("INSERT INTO t VALUES (1)");
            assertThat(proxy.isAnswerCutArmed()).isTrue();
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
            assertThat(proxy.isAnswerCutArmed()).isFalse();
        }
        try (Connection connection = connect(server.host(), server.port());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM t")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    private Connection connect(String host, int port) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(host, port, database), server.user(), server.password());
    }
}
