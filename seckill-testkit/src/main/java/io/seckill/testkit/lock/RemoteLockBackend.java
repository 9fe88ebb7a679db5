package io.seckill.testkit.lock;

import io.seckill.core.lock.LockName;
import java.time.Duration;
import java.util.Set;

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

    /** Begins an outage; returns when it has begun. */
    void begin(Outage outage);

    /** Ends it; the server has the same address as before. */
    void end(Outage outage);

    /** Makes the server lose all that it knows of locks, as a flush does. What tokens rest on elsewhere stays. */
    void loseData();

    /** Makes the server forget what it caches for clients and may forget at any time, such as loaded scripts. */
    void forgetCaches();

    /** Makes renewals of this held name fail, and no other's, until {@link #mendRenewal}. */
    void breakRenewal(LockName name);

    /** Ends {@link #breakRenewal}. The name may be free or held afterwards, and is not used again. */
    void mendRenewal(LockName name);

    /** How many commands the server has been asked so far for locks; only their difference counts. */
    long commands();

    /**
     * What the server keeps at this moment for locks: keys or rows, channels that are listened to. It is compared with
     * what was there before, so what is always there does no harm.
     */
    Set<String> remains();

    /** How long after its wait a request may still be under way when the server does not answer. */
    Duration answerBound();

    /** The interval at which a waiter looks again even if nobody wakes it. */
    Duration retryInterval();

    /** How to start further nodes, here and in other processes, against {@link #address()}. */
    Class<? extends NodeLauncher> launcher();

    /**
     * The server's address, in whatever form the launcher understands; with the lease time, and whatever else its nodes
     * must share, such as where tokens come from.
     */
    String address();

    /** A provider as another process would have it, with a client of its own. The caller closes it. */
    @Override
    default LockNode anotherNode() {
        return NodeLauncher.launch(launcher().getName(), address());
    }
}
