package io.seckill.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TcpProxyTest {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private Thread acceptor;
    private TcpProxy proxy;

    @BeforeEach
    void startAnEcho() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        acceptor = new Thread(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    Thread echo = new Thread(() -> echo(socket), "echo");
                    echo.setDaemon(true);
                    echo.start();
                }
            } catch (IOException closed) {
                return;
            }
        });
        acceptor.setDaemon(true);
        acceptor.start();
        proxy = TcpProxy.to("127.0.0.1", server.getLocalPort());
    }

    private void echo(Socket socket) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                socket.getOutputStream().write(("echo " + line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            socket.getOutputStream().write("bye\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException clientIsGone) {
            return;
        }
    }

    @AfterEach
    void noThreadStays() throws IOException {
        proxy.close();
        server.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("proxy-"));
    }

    private final class Client implements AutoCloseable {
        private final Socket socket = new Socket(proxy.host(), proxy.port());
        private final BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

        Client() throws IOException {}

        void send(String line) throws IOException {
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }

        String ask(String line) throws IOException {
            send(line);
            return in.readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void passesBytesAndTheOrderlyEnd() throws IOException {
        try (Client client = new Client()) {
            assertThat(client.ask("a")).isEqualTo("echo a");
            client.socket.shutdownOutput();
            assertThat(client.in.readLine()).isEqualTo("bye");
            assertThat(client.in.readLine()).isNull();
        }
    }

    @Test
    void aCutBreaksConnectionsAndNewOnesUntilRestored() throws IOException {
        try (Client client = new Client()) {
            client.ask("a");
            proxy.cut();
            assertThatThrownBy(() -> client.in.readLine()).hasMessageContaining("reset");
            assertThatThrownBy(() -> {
                        try (Client other = new Client()) {
                            assertThat(other.ask("b")).isNotNull();
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        proxy.restore();
        try (Client client = new Client()) {
            assertThat(client.ask("c")).isEqualTo("echo c");
        }
        assertThat(heard).containsExactly("a", "c");
    }

    @Test
    void aStallHoldsWhatIsSentAndNewConnections() throws IOException {
        try (Client client = new Client()) {
            client.ask("a");
            proxy.stall();
            client.send("b");
            client.socket.setSoTimeout(200);
            assertThatThrownBy(() -> client.in.readLine()).isInstanceOf(SocketTimeoutException.class);
            try (Client other = new Client()) {
                other.send("c");
                assertThat(heard).containsExactly("a");
                proxy.resume();
                client.socket.setSoTimeout(0);
                assertThat(client.in.readLine()).isEqualTo("echo b");
                assertThat(other.in.readLine()).isEqualTo("echo c");
            }
        }
    }

    @Test
    void aStalledProxyCanBeCutAndClosed() throws IOException {
        try (Client client = new Client()) {
            client.ask("a");
            proxy.stall();
            client.send("b");
            proxy.cut();
            assertThatThrownBy(() -> client.in.readLine()).hasMessageContaining("reset");
        }
    }

    @Test
    void theAnswerToOneRequestIsCutAfterTheServerTookIt() throws IOException {
        proxy.cutAnswerAfter(chunk -> new String(chunk, StandardCharsets.UTF_8).startsWith("commit"));
        try (Client client = new Client()) {
            assertThat(client.ask("a")).isEqualTo("echo a");
            assertThat(proxy.isAnswerCutArmed()).isTrue();
            assertThatThrownBy(() -> client.ask("commit")).hasMessageContaining("reset");
        }
        assertThat(proxy.isAnswerCutArmed()).isFalse();
        assertThat(heard).containsExactly("a", "commit");
        try (Client client = new Client()) {
            assertThat(client.ask("commit")).isEqualTo("echo commit");
        }
    }

    @Test
    void aConnectionThatFindsNoServerIsReset() throws Exception {
        server.close();
        acceptor.join(); // until it has left accept(), a last connection may still be taken
        assertThatThrownBy(() -> {
                    try (Client client = new Client()) {
                        assertThat(client.ask("a")).isNotNull();
                    }
                })
                .isInstanceOf(IOException.class);
    }
}
