package io.seckill.core.desk;

/**
 * Where a node can be reached by the others, and which run of the program it is.
 *
 * @param host a name or an address, 1 to 255 characters
 * @param port 1 to 65,535
 */
public record DeskAddress(ProcessId process, String host, int port) {
    /** @throws IllegalArgumentException if the host or the port is not as described */
    public DeskAddress {
        if (host.isBlank() || host.length() > 255) {
            throw new IllegalArgumentException("host: must be 1 to 255 characters, but is '" + host + "'");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port: must be 1 to 65535, but is " + port);
        }
    }
}
