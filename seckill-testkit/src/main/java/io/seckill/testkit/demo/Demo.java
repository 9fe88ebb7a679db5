package io.seckill.testkit.demo;

import io.seckill.testkit.net.FreePort;
import io.seckill.testkit.servers.ServerKind;
import io.seckill.testkit.servers.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs the program on real servers with a sample sale, until it is stopped. Started by the script {@code demo}.
 *
 * <p>What it started ends with it: in order on SIGINT and SIGTERM, by their guards on SIGKILL.
 */
final class Demo {
    private static final int START_SECONDS = 15;

    private final Running running = new Running();
    private final CountDownLatch done = new CountDownLatch(1);

    private Demo() {}

    /**
     * Runs the demo.
     *
     * @param arguments the port to serve on, and the program's jar
     */
    public static void main(String[] arguments) {
        Demo demo = new Demo();
        Runtime.getRuntime().addShutdownHook(new Thread(demo::stop, "demo-stop"));
        try {
            demo.run(port(arguments[0]), jar(arguments[1]));
        } catch (RuntimeException e) {
            if (!demo.running.isClosed()) {
                System.err.println("demo: " + e.getMessage());
            }
        }
        demo.running.close();
        demo.done.countDown();
        System.exit(1); // the program never ends by itself, and a signal has a status of its own
    }

    /** Ends what runs, then waits for what was just being started: it ends as soon as it is handed over. */
    private void stop() {
        running.close();
        try {
            if (!done.await(START_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("demo: a server is still starting; it ends within seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int port(String text) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("PORT=" + text + " is no port: use a number from 1 to 65535");
        }
        if (!FreePort.isFree(port)) {
            throw new IllegalArgumentException(
                    "port " + port + " is taken: choose another one, for instance PORT=" + otherThan(port) + " ./demo");
        }
        return port;
    }

    private static int otherThan(int port) {
        return port < 65_535 ? port + 1 : port - 1;
    }

    private static Path jar(String text) {
        Path jar = Path.of(text).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("the program's jar " + jar + " is not there: build it first");
        }
        return jar;
    }

    private void run(int port, Path jar) {
        Servers servers = running.add(Servers.start(ServerKind.EMBEDDED));
        Program program = running.add(Program.start(jar, port, servers));
        program.awaitReady();
        String sale = SampleSale.open(program.address(), Instant.now());
        System.out.print(Greeting.text(program, servers, sale));
        System.out.flush();
        program.awaitEnd();
    }
}
