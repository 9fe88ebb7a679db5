package io.seckill.infra.database;

import java.time.LocalDateTime;
import java.util.Properties;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/**
 * MyBatis over the {@link DeskConnections}, with transactions that are begun and ended by hand: the ledger has to know
 * whether it was the commit that failed. Safe for use by many threads.
 */
final class DeskSessions {
    private final SqlSessionFactory factory;

    DeskSessions(DeskConnections connections) {
        Configuration configuration =
                new Configuration(new Environment("desks", transactions(), connections.dataSource()));
        settings(configuration);
        factory = new SqlSessionFactoryBuilder().build(configuration);
    }

    /** Setting auto-commit and back again, which is the default, costs two journeys per batch, and commits on the way. */
    private static JdbcTransactionFactory transactions() {
        JdbcTransactionFactory transactions = new JdbcTransactionFactory();
        Properties properties = new Properties();
        properties.setProperty("skipSetAutoCommitOnClose", "true");
        transactions.setProperties(properties);
        return transactions;
    }

    /** READ COMMITTED, to be committed or rolled back; closing rolls back. */
    SqlSession open() {
        return factory.openSession(false);
    }

    /** What the mappers here need of any configuration. */
    static void settings(Configuration configuration) {
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.setArgNameBasedConstructorAutoMapping(true);
        // A row that is read twice in a transaction may have changed in between.
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        configuration.getTypeHandlerRegistry().register(LocalDateTime.class, new TimeAsText());
        for (Class<?> mapper : new Class<?>[] {
            SaleMapper.class,
            OrderMapper.class,
            PaymentMapper.class,
            OutboxMapper.class,
            AuditMapper.class,
            DurabilityMapper.class,
            OperatorMapper.class,
            ArchiveMapper.class
        }) {
            if (!configuration.hasMapper(mapper)) {
                configuration.addMapper(mapper);
            }
        }
    }
}
