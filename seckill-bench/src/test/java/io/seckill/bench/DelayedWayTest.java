package io.seckill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DelayedWayTest {
    private static final long DELAY = TimeUnit.MILLISECONDS.toNanos(50);

    @Test
    void whoWaitsForTwoAnswersInTurnWaitsForTwoDelays() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DelayedWay way =
                        new DelayedWay(server.getInetAddress().getHostAddress(), server.getLocalPort(), DELAY);
                Socket client = new Socket(way.host(), way.port());
                Socket echo = server.accept()) {
            long begun = System.nanoTime();
            for (byte letter : new byte[] {'a', 'b'}) {
                client.getOutputStream().write(letter);
                pass(echo.getInputStream(), echo.getOutputStream());
                assertThat(client.getInputStream().read()).isEqualTo(letter);
            }
            assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(2 * DELAY);
        }
    }

    private static void pass(InputStream in, OutputStream out) throws Exception {
        out.write(in.read());
    }
}
