package io.seckill.core.release;

/** Hears of units that come back; its methods neither block nor throw. Safe for use by many threads. */
public interface ReleaseEvents {
    /** @param orders how many, 1 or more */
    void expired(int orders);

    /** An order was cancelled; not if it had been before. */
    void cancelled();

    static ReleaseEvents none() {
        return new ReleaseEvents() {
            @Override
            public void expired(int orders) {}

            @Override
            public void cancelled() {}
        };
    }
}
