package io.seckill.infra.lock;

import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockMisuseException;
import io.seckill.infra.lock.database.DatabaseFencingTokens;
import io.seckill.infra.lock.redis.RedissonFencingTokens;
import java.util.Optional;
import javax.sql.DataSource;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.ObjectProvider;

/** What an application has that locks and tokens can be made of. */
final class LockParts {
    private static final String TOKENS = "seckill.lock.tokens";

    private final ObjectProvider<DataSource> databases;
    private final ObjectProvider<RedissonClient> clients;
    private final boolean selling;

    LockParts(ObjectProvider<DataSource> databases, ObjectProvider<RedissonClient> clients, boolean selling) {
        this.databases = databases;
        this.clients = clients;
        this.selling = selling;
    }

    /** @throws IllegalStateException if there is none, or which of several cannot be told */
    DataSource database(String setting) {
        return Optional.ofNullable(databases.getIfUnique())
                .orElseThrow(() -> new IllegalStateException(setting + ": is database, but there is no DataSource, or"
                        + " several and none of them is @Primary: set spring.datasource.url, or mark one"));
    }

    /** @throws IllegalStateException if they are to come from where there is nothing */
    FencingTokens tokens(LockProperties properties) {
        return switch (properties.tokens()) {
            case AUTO -> whatThereIs(properties.backend());
            case DATABASE -> new DatabaseFencingTokens(database(TOKENS));
            case REDIS ->
                client().<FencingTokens>map(RedissonFencingTokens::new)
                        .orElseThrow(() -> new IllegalStateException(TOKENS
                                + ": is redis, but there is no RedissonClient, or several and none of them is @Primary:"
                                + " set spring.data.redis.host, or mark one"));
            case NONE -> none(TOKENS + " is none");
        };
    }

    /** Not any database: its owner would have to make a table for it. */
    private FencingTokens whatThereIs(LockBackend backend) {
        Optional<DataSource> ours = selling || backend == LockBackend.DATABASE
                ? Optional.ofNullable(databases.getIfUnique())
                : Optional.empty();
        return ours.<FencingTokens>map(DatabaseFencingTokens::new)
                .or(() -> client().map(RedissonFencingTokens::new))
                .orElseGet(() -> none("add a bean of type FencingTokens"));
    }

    private Optional<RedissonClient> client() {
        return Optional.ofNullable(clients.getIfUnique());
    }

    private static FencingTokens none(String reason) {
        return name -> {
            throw new LockMisuseException(name, "there is no source of fencing tokens: " + reason);
        };
    }
}
