package io.seckill.testkit.servers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The smallest Redis set-ups of more than one kind of server, for clients that are to find their way in them. They are
 * processes of this machine whatever the {@link ServerKind}: what they tell clients are addresses, and those of
 * containers lead nowhere from outside.
 */
public final class RedisSetups {
    private static final Duration READY = Duration.ofSeconds(30);
    private static final int SLOTS = 16_384;
    /** A command is one line of at most 64 KiB. */
    private static final int SLOTS_PER_COMMAND = 4_096;

    private RedisSetups() {}

    /**
     * A cluster of one node, which has all slots. The caller closes it.
     *
     * @throws IllegalStateException if it cannot be started, or is not ready within 30 s
     */
    public static RedisServer cluster() {
        RedisServer node =
                EmbeddedRedis.launch(List.of("--cluster-enabled", "yes", "--cluster-announce-ip", "127.0.0.1"));
        try {
            for (int first = 0; first < SLOTS; first += SLOTS_PER_COMMAND) {
                tell(
                        node,
                        IntStream.range(first, first + SLOTS_PER_COMMAND)
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(" ", "CLUSTER ADDSLOTS ", "")));
            }
            await(node, "CLUSTER INFO", "cluster_state:ok");
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /**
     * One sentinel that watches a master. The caller closes it, and the master.
     *
     * @param name of the master, for clients
     * @throws IllegalStateException if it cannot be started, or has not seen the master within 30 s
     */
    public static RedisServer sentinel(String name, RedisServer master) {
        RedisServer sentinel = EmbeddedRedis.launch(List.of("--sentinel"));
        try {
            tell(sentinel, "SENTINEL MONITOR " + name + " " + master.host() + " " + master.port() + " 1");
            await(sentinel, "INFO sentinel", "name=" + name + ",status=ok");
            return sentinel;
        } catch (RuntimeException e) {
            sentinel.close();
            throw e;
        }
    }

    /**
     * A replica of the master, in step with it. The caller closes it.
     *
     * @throws IllegalStateException if it cannot be started, or is not in step within 30 s
     */
    public static RedisServer replica(RedisServer master) {
        RedisServer replica = EmbeddedRedis.launch(List.of(
                "--replicaof", master.host(), Integer.toString(master.port()), "--replica-announce-ip", "127.0.0.1"));
        try {
            await(replica, "INFO replication", "master_link_status:up");
            return replica;
        } catch (RuntimeException e) {
            replica.close();
            throw e;
        }
    }

    /** Breaks the master's connections to its replicas, at once; those that are not paused connect again by themselves. */
    public static void dropReplicas(RedisServer master) {
        tell(master, "CLIENT KILL TYPE replica");
    }

    /**
     * Makes a sentinel take a master for dead after a second of silence, and waits until it knows a replica to put in its
     * place.
     *
     * @throws IllegalStateException if it knows none within 30 s
     */
    public static void failOverSoon(RedisServer sentinel, String name) {
        tell(sentinel, "SENTINEL SET " + name + " down-after-milliseconds 1000");
        tell(sentinel, "SENTINEL SET " + name + " failover-timeout 5000");
        await(sentinel, "INFO sentinel", "slaves=1");
    }

    private static String tell(RedisServer server, String command) {
        try {
            return RedisWire.ask(server, command);
        } catch (IOException e) {
            throw new IllegalStateException("the Redis at " + server.address() + " did not take a command", e);
        }
    }

    private static void await(RedisServer server, String question, String answer) {
        long end = System.nanoTime() + READY.toNanos();
        while (!tell(server, question).contains(answer)) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("the Redis at " + server.address() + " did not come to say " + answer);
            }
            Databases.pauseBriefly("Redis");
        }
    }
}
