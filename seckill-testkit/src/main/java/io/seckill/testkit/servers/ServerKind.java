package io.seckill.testkit.servers;

import java.util.Locale;
import java.util.Optional;

/** Where the servers of the tests come from. */
public enum ServerKind {
    /** From a container engine: MySQL and Redis as in production. */
    CONTAINERS,
    /** From binaries on the class path: MariaDB and Redis as processes of this machine. */
    EMBEDDED,
    /** The MariaDB that is installed on this machine, and Redis as when embedded. Taken only when asked for. */
    INSTALLED;

    /** The system property that forces a kind: {@value}. */
    public static final String PROPERTY = "seckill.test.servers";

    /**
     * The kind that the system property {@value #PROPERTY} asks for; without it, containers where an engine answers,
     * and embedded servers elsewhere.
     *
     * @throws IllegalArgumentException if the property names no kind
     */
    public static ServerKind chosen() {
        return forced(System.getProperty(PROPERTY, "")).orElseGet(ServerKind::found);
    }

    static Optional<ServerKind> forced(String value) {
        return switch (value) {
            case "" -> Optional.empty();
            case "containers" -> Optional.of(CONTAINERS);
            case "embedded" -> Optional.of(EMBEDDED);
            case "installed" -> Optional.of(INSTALLED);
            default ->
                throw new IllegalArgumentException("-D" + PROPERTY + "=" + value
                        + " names no kind of servers: use containers," + " embedded or installed");
        };
    }

    private static ServerKind found() {
        return ContainerEngine.answers() ? CONTAINERS : EMBEDDED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
