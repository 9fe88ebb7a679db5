package io.seckill.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.testkit.process.GuardedProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that holds a lock and writes under it, until it is killed, or sees that the lease is not valid any more;
 * then it tries to write once more with its old token, and reports. Started by {@link ProcessContract}, with which it
 * speaks by files in a folder.
 */
final class HoldingProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration STEP = Duration.ofMillis(2);
    private static final String HELD = "held";
    private static final String REPORT = "report";

    private final GuardedProcess process;
    private final Path folder;

    private HoldingProcess(GuardedProcess process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Starts one, and returns when it holds the lock. */
    static HoldingProcess start(RemoteLockBackend backend, LockName name, Path folder) {
        GuardedProcess process = GuardedProcess.start(
                "holder",
                folder,
                Map.of(),
                javaCommand(
                        HoldingProcess.class,
                        backend.launcher().getName(),
                        backend.address(),
                        name.value(),
                        folder.toString(),
                        Long.toString(backend.leaseTime().toMillis())));
        HoldingProcess holder = new HoldingProcess(process, folder);
        try {
            holder.await(HELD, START);
            return holder;
        } catch (RuntimeException | Error failed) {
            process.kill();
            throw failed;
        }
    }

    /** This JVM's own command with its class path, for a class with a main method. */
    static List<String> javaCommand(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator),
                "-XX:TieredStopAtLevel=1",
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    GuardedProcess process() {
        return process;
    }

    /** That of its lease. */
    long token() {
        return Long.parseLong(await(HELD, START));
    }

    /** The store that it writes to. */
    TokenGuardedFile store() {
        return store(folder);
    }

    /** What it reported when it saw that its lease was over. */
    String report() {
        return await(REPORT, START);
    }

    private String await(String file, Duration bound) {
        Path path = folder.resolve(file);
        long end = System.nanoTime() + bound.toNanos();
        while (!Files.exists(path)) {
            assertThat(process.isAlive()).as(() -> process.lastLines(30)).isTrue();
            assertThat(System.nanoTime() - end)
                    .as("no %s within %s", file, bound)
                    .isNegative();
            LockSupport.parkNanos(STEP.toNanos());
        }
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    @Override
    public void close() {
        process.kill();
    }

    private static TokenGuardedFile store(Path folder) {
        return new TokenGuardedFile(folder.resolve("store"));
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[3]);
        Duration leaseTime = Duration.ofMillis(Long.parseLong(args[4]));
        try (LockNode node = NodeLauncher.launch(args[0], args[1])) {
            Lease lease = node.provider()
                    .tryAcquire(LockRequest.of(new LockName(args[2])).waiting(START))
                    .orElseThrow();
            AtomicInteger losses = new AtomicInteger();
            lease.onLost(losses::incrementAndGet);
            FencingToken token = lease.fencingToken();
            say(folder, HELD, Long.toString(token.value()));

            boolean validAfterFreeze = writesWhileValid(lease, store(folder), leaseTime);
            boolean refused = !store(folder).write(token);
            LockSupport.parkNanos(leaseTime.toNanos());
            lease.close();
            say(folder, REPORT, report(validAfterFreeze, refused, losses.get()));
        }
    }

    /** Whether the lease said that it was valid when the process had been frozen for longer than it. */
    private static boolean writesWhileValid(Lease lease, TokenGuardedFile store, Duration leaseTime)
            throws IOException {
        FencingToken token = lease.fencingToken();
        long last = System.nanoTime();
        while (true) {
            long now = System.nanoTime(); // read first: a freeze from here on is seen by isValid, or else in the next
            // round
            if (!lease.isValid()) {
                return false;
            }
            if (now - last > leaseTime.toNanos()) {
                return true;
            }
            last = now;
            boolean unused = store.write(token); // that it is refused is what a store is for
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    static String report(boolean validAfterFreeze, boolean refused, int losses) {
        return "valid after the freeze: " + validAfterFreeze + ", old token refused: " + refused + ", losses told: "
                + losses;
    }

    private static void say(Path folder, String file, String text) throws IOException {
        Path draft = Files.writeString(folder.resolve(file + ".draft"), text);
        Files.move(draft, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }
}
