package com.example;

import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.infra.lock.Locked;
import java.util.function.Supplier;

/** Counts what is on its shelves, one counter per shelf. */
public class Warehouse {
    @Locked(name = "shelf-#{#shelf}", maxWait = "1s")
    public <T> T count(String shelf, Supplier<T> meanwhile) {
        return meanwhile.get();
    }

    public <T> T countByHand(LockProvider locks, Supplier<T> meanwhile) throws InterruptedException {
        return locks.<T, RuntimeException>withLock(
                        LockRequest.of(new LockName("all shelves")), lease -> meanwhile.get())
                .orElseThrow();
    }
}
