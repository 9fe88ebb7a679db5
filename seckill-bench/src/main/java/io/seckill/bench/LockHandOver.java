package io.seckill.bench;

import io.seckill.bench.Nodes.Node;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Two processes pass one name to each other: how long after the release in one the other has it. */
final class LockHandOver {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;
    private static final int NODES = 2;
    private static final int WARM_UP_HAND_OVERS = 40;
    /** Held for so long before it is passed on, at random: what polls is met at any moment of its interval. */
    private static final int LEAST_HELD_MILLIS = 10;

    private static final int MOST_HELD_MILLIS = 110;

    private final Nodes nodes;
    private final Random random = new Random(42);

    /** @param nodes two of {@link LockNode} */
    LockHandOver(Nodes nodes) {
        this.nodes = nodes;
    }

    /** Lets both want it all the time, and then hand it over as they will be measured. */
    void warmUp(LockLibrary library) throws InterruptedException {
        for (int i = 0; i < NODES; i++) {
            nodes.get(i).tell(LockNode.warmUp(library, "bench:passed-on"));
        }
        for (int i = 0; i < NODES; i++) {
            LockNode.time(nodes.get(i).line());
        }
        Histogram unused = measure(library, WARM_UP_HAND_OVERS);
    }

    /** Nanoseconds from the call of release in one process to the return of the acquisition in the other. */
    Histogram measure(LockLibrary library, int times) throws InterruptedException {
        Histogram handOvers = new Histogram(LONGEST, DIGITS);
        String take = LockNode.take(library, "bench:passed-on");
        Node holder = nodes.get(0);
        Node waiter = nodes.get(1);
        holder.tell(take);
        LockNode.time(holder.line());
        for (int i = 0; i < times; i++) {
            waiter.tell(take);
            Thread.sleep(random.nextInt(LEAST_HELD_MILLIS, MOST_HELD_MILLIS));
            holder.tell(LockNode.RELEASE);
            long released = LockNode.time(holder.line());
            long taken = LockNode.time(waiter.line());
            if (taken - released < 0) {
                throw new IllegalStateException(library + " gave the lock to two: one took it " + (released - taken)
                        + " ns before the other released it");
            }
            handOvers.recordValue(taken - released);
            Node next = holder;
            holder = waiter;
            waiter = next;
        }
        holder.tell(LockNode.RELEASE);
        LockNode.time(holder.line());
        return handOvers;
    }
}
