package io.seckill.testkit.lock;

import java.time.Duration;

/**
 * A backend that is a server, reached over a network that can be cut. Each outage is ended before the
 * test is over.
 */
public interface RemoteLockBackend extends LockBackend {
    /** How a server can be away. */
    enum Outage {
        /** Connections are refused. */
        STOPPED,
        /** The process is frozen: connections stand, and nothing is answered. */
        PAUSED,
        /** {@link #provider()} alone is cut off: nothing arrives, and nothing is reset. */
        CUT_OFF
    }

    void begin(Outage outage);

    /** Ends it; the server has the same address as before. */
    void end(Outage outage);

    /** How long after its wait a request may still be under way when the server does not answer. */
    Duration answerBound();

    /** The interval at which a waiter looks again even if nobody wakes it. */
    Duration retryInterval();

    /** How to start further nodes, here and in other processes, against {@link #address()}. */
    Class<? extends NodeLauncher> launcher();

    /** The server's address, in whatever form the launcher understands. */
    String address();

    /** A provider as another process would have it, with a client of its own. The caller closes it. */
    default LockNode anotherNode() {
        return NodeLauncher.launch(launcher().getName(), address());
    }
}
