package io.seckill.infra.lock;

/** Where fencing tokens come from. */
public enum TokenSource {
    /** The database of an application that sells or has its locks there, or else Redis, or nowhere if there is neither. */
    AUTO,

    /** A row per name in the application's database. */
    DATABASE,

    /** Redis's clock, and a key per name. */
    REDIS,

    /** Nowhere: leases work, and who asks for a token is told that there are none. */
    NONE
}
