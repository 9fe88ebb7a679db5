package io.seckill.core.desk;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** No answer came from the other node. */
public final class DeskUnreachableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Whether the bundle got there. */
    public enum Arrival {
        /** For certain it did not. */
        NEVER,
        /** It may have, so its orders may be placed. */
        PERHAPS
    }

    private final Arrival arrival;

    public DeskUnreachableException(DeskAddress desk, Arrival arrival, @Nullable Throwable cause) {
        super("no answer from " + desk.host() + ":" + desk.port(), cause);
        this.arrival = arrival;
    }

    public Arrival arrival() {
        return arrival;
    }
}
