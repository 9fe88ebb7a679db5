package io.seckill.testkit.servers;

import org.jspecify.annotations.Nullable;

/**
 * Holds the JVM's pair. There is no shutdown hook, for others' hooks may still need the servers: processes end by their
 * guards, containers by Testcontainers. A failed start is not tried again.
 */
final class SharedServers {
    private static @Nullable Servers pair;
    private static @Nullable String failure;

    private SharedServers() {}

    static synchronized Servers get() {
        if (failure != null) {
            throw new IllegalStateException(
                    "the servers could not be started before, and are not tried again: " + failure);
        }
        Servers servers = pair;
        if (servers == null) {
            servers = start();
            pair = servers;
        }
        return servers;
    }

    private static Servers start() {
        try {
            Servers servers = Servers.start(ServerKind.chosen());
            System.out.println("tests run on " + servers);
            return servers;
        } catch (RuntimeException e) {
            failure = String.valueOf(e.getMessage());
            throw e;
        }
    }
}
