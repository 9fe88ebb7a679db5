package io.seckill.infra.database;

import io.seckill.core.sale.BackendUnavailableException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.mybatis.spring.SqlSessionTemplate;
import org.mybatis.spring.transaction.SpringManagedTransactionFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The application's own connections, and one way in which their failures are told. Safe for use by many threads. */
final class Reading {
    private final SqlSessionTemplate session;
    private final TransactionTemplate snapshot;

    Reading(DataSource database, PlatformTransactionManager transactions) {
        Configuration configuration =
                new Configuration(new Environment("seckill", new SpringManagedTransactionFactory(), database));
        DeskSessions.settings(configuration);
        this.session = new SqlSessionTemplate(new SqlSessionFactoryBuilder().build(configuration));
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    <M, T> T one(Class<M> mapper, Function<M, T> statement) {
        return guarded(() -> statement.apply(session.getMapper(mapper)));
    }

    /** All statements see the database as of the first one. */
    <T> T inSnapshot(Supplier<T> statements) {
        return guarded(() -> snapshot.execute(status -> statements.get()));
    }

    <M> M mapper(Class<M> mapper) {
        return session.getMapper(mapper);
    }

    private static <T> T guarded(Supplier<T> statements) {
        try {
            return statements.get();
        } catch (DataAccessException | TransactionException e) {
            throw new BackendUnavailableException("the database did not answer", e);
        }
    }
}
