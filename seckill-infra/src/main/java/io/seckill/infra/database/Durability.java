package io.seckill.infra.database;

import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.infra.database.DurabilityMapper.DurabilityRow;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Whether the database keeps what it has committed, whatever crashes: without that an answered order can vanish. Read at start,
 * with a warning where it does not, and whenever it is asked for, since operators can change it on a running server.
 * Safe for use by many threads.
 */
public final class Durability implements SmartInitializingSingleton {
    private static final System.Logger LOG = System.getLogger(Durability.class.getName());

    private final Reading reading;

    Durability(Reading reading) {
        this.reading = reading;
    }

    /**
     * Reads the server's settings.
     *
     * @return what is wrong, each a sentence that names the setting, its value and what would be right; empty if committed
     *     orders survive a crash of the server and of its machine
     * @throws BackendUnavailableException if the database does not answer
     */
    public List<String> gaps() {
        return gaps(reading.one(DurabilityMapper.class, DurabilityMapper::read));
    }

    static List<String> gaps(DurabilityRow settings) {
        List<String> gaps = new ArrayList<>();
        // MariaDB's 3 syncs at each commit too:
        // https://mariadb.com/docs/server/server-usage/storage-engines/innodb/innodb-system-variables
        boolean syncs = settings.flushLog() == 1
                || (settings.flushLog() == 3 && settings.version().contains("MariaDB"));
        if (!syncs) {
            gaps.add("innodb_flush_log_at_trx_commit is " + settings.flushLog()
                    + ", so a crash can take answered orders with it: set it to 1");
        }
        if (settings.binLog() && settings.syncBinLog() != 1) {
            gaps.add("sync_binlog is " + settings.syncBinLog()
                    + " and there is a binary log, so a crash can take answered orders with it: set it to 1");
        }
        return gaps;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            gaps().forEach(gap -> LOG.log(System.Logger.Level.WARNING, "the database is not durable: {0}", gap));
        } catch (BackendUnavailableException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "whether the database is durable could not be read: {0}",
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
        }
    }
}
