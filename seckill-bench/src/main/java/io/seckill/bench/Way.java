package io.seckill.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A way to sell one hot sale. */
enum Way {
    /** The program's own: the desk, elected by the lease, through MyBatis. */
    DESK("desk"),
    /** The same statements in batches of the same size, by plain JDBC on one connection, with no lock and no decision. */
    PLAIN_JDBC("plain-jdbc"),
    /** A Redisson lock around each order's own transaction. */
    RLOCK_PER_ORDER("rlock-per-order"),
    /** The desk in a process of its own. */
    ONE_NODE("one-node"),
    /** Such a process that writes no events, on a table without the index for expiry: only what placing an order needs. */
    BARE_NODE("bare-node"),
    /** Three processes like the one node on the one sale, all handing over to the elected desk. */
    THREE_NODES("three-nodes");

    private final String text;

    Way(String text) {
        this.text = text;
    }

    static Optional<Way> of(String text) {
        return Arrays.stream(values()).filter(way -> way.text.equals(text)).findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(Way::toString).collect(Collectors.joining(", "));
    }

    /** Processes with the settings of the program, beside the benchmark's own. */
    int nodes() {
        return switch (this) {
            case DESK, PLAIN_JDBC, RLOCK_PER_ORDER, BARE_NODE -> 0; // the bare one has settings of its own
            case ONE_NODE -> 1;
            case THREE_NODES -> 3;
        };
    }

    static int mostNodes(List<Way> ways) {
        return ways.stream().mapToInt(Way::nodes).max().orElse(0);
    }

    @Override
    public String toString() {
        return text;
    }
}
