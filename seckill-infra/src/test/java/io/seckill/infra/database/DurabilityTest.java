package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.infra.database.DurabilityMapper.DurabilityRow;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DurabilityTest {
    private static final RealStore STORE = new RealStore();

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void aLogThatIsSyncedAtEachCommitIsEnoughWithoutABinaryLog() {
        assertThat(Durability.gaps(new DurabilityRow(1, false, 0, "9.7.0"))).isEmpty();
        assertThat(Durability.gaps(new DurabilityRow(1, true, 1, "9.7.0"))).isEmpty();
    }

    @Test
    void mariaDbHasASecondWayToSyncAtEachCommit() {
        assertThat(Durability.gaps(new DurabilityRow(3, false, 0, "11.4.5-MariaDB")))
                .isEmpty();
        assertThat(Durability.gaps(new DurabilityRow(3, false, 0, "9.7.0"))).hasSize(1);
    }

    @Test
    void aBinaryLogThatIsNotSyncedIsNamed() {
        assertThat(Durability.gaps(new DurabilityRow(1, true, 100, "9.7.0")))
                .containsExactly(
                        "sync_binlog is 100 and there is a binary log, so a crash can take answered orders with"
                                + " it: set it to 1");
    }

    @Test
    void whatOperatorsChangeOnTheServerIsSeen() throws SQLException {
        Durability durability = new Durability(STORE.reading());
        assertThat(durability.gaps()).noneMatch(gap -> gap.contains("innodb"));
        try (Connection operator = DriverManager.getConnection(
                        STORE.url(), STORE.server().user(), STORE.server().password());
                Statement statement = operator.createStatement()) {
            statement.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
            try {
                assertThat(durability.gaps())
                        .contains(
                                "innodb_flush_log_at_trx_commit is 2, so a crash can take answered orders with it: set it"
                                        + " to 1");
            } finally {
                statement.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
            }
        }
    }
}
