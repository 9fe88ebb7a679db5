package io.seckill.infra.lock;

/** What holds the locks. */
public enum LockBackend {
    /** Redis, by the application's Redisson client. */
    REDIS,

    /** MySQL or MariaDB, by the application's data source. */
    DATABASE
}
