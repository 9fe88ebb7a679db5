package io.seckill.infra.database;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.core.sale.BackendUnavailableException;

/** Tokens from a row per name; nothing that happens to the lock's backend sets them back. Safe for use by many threads. */
final class MyBatisFencingTokens implements FencingTokens {
    private final Reading reading;

    MyBatisFencingTokens(Reading reading) {
        this.reading = reading;
    }

    @Override
    public FencingToken next(LockName name) {
        try {
            return new FencingToken(reading.inTransaction(() -> {
                FencingTokenMapper tokens = reading.mapper(FencingTokenMapper.class);
                tokens.raise(name.value());
                return tokens.raised();
            }));
        } catch (BackendUnavailableException e) {
            throw new LockUnavailableException(name, "its fencing token could not be drawn", e);
        }
    }
}
