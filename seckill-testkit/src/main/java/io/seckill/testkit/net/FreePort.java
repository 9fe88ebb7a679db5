package io.seckill.testkit.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a port of the loopback interface that nobody listens on.
 *
 * <p>The ports lie below those that systems give to outgoing connections (from 32768 up). So a client that calls a
 * stopped server again and again cannot be given the server's own port, connect to itself, and keep the port taken.
 */
public final class FreePort {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int TRIES = 200;

    private FreePort() {}

    /**
     * Finds a free port. It is not held: someone else may take it before the caller does.
     *
     * @return a port of the loopback interface, from 20000 to 31999
     * @throws IllegalStateException if 200 random ports were all taken
     */
    public static int find() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "found no free port on loopback from " + FIRST + " to " + (END - 1) + " in " + TRIES + " tries");
    }

    /**
     * Says whether this moment a server could listen on the port, on loopback and on every other interface.
     *
     * @param port from 1 to 65535
     */
    public static boolean isFree(int port) {
        return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && canBind(new InetSocketAddress(port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
