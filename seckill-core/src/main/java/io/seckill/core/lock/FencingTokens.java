package io.seckill.core.lock;

/** Where fencing tokens come from: a counter per name. Safe for use by many threads. */
public interface FencingTokens {
    /**
     * The next token of the name: larger than every one issued before.
     *
     * @throws LockUnavailableException if the source could not be asked
     */
    FencingToken next(LockName name);
}
