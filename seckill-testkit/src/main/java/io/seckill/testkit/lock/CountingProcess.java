package io.seckill.testkit.lock;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.testkit.process.GuardedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A process that adds to a number in a file, under a lock that alone keeps additions from being lost, and sees to it that
 * its token is larger than that of whoever added before. Started by {@link ProcessContract}.
 */
final class CountingProcess {
    private static final Duration WAIT = Duration.ofMinutes(1);

    private CountingProcess() {}

    /** Starts one with this JVM's class path; the number is in the folder. */
    static GuardedProcess start(RemoteLockBackend backend, LockName name, Path folder, String nick, int additions) {
        return GuardedProcess.start(
                nick,
                folder,
                Map.of(),
                HoldingProcess.javaCommand(
                        CountingProcess.class,
                        backend.launcher().getName(),
                        backend.address(),
                        name.value(),
                        number(folder).toString(),
                        Integer.toString(additions)));
    }

    public static void main(String[] args) throws Exception {
        LockRequest request = LockRequest.of(new LockName(args[2])).waiting(WAIT);
        Path number = Path.of(args[3]);
        int additions = Integer.parseInt(args[4]);
        try (LockNode node = NodeLauncher.launch(args[0], args[1])) {
            for (int i = 0; i < additions; i++) {
                try (Lease lease = node.provider().tryAcquire(request).orElseThrow()) {
                    add(number, lease.fencingToken());
                    if (!lease.isValid()) {
                        throw new IllegalStateException("lost " + lease.name() + " while adding");
                    }
                }
            }
        }
    }

    private static void add(Path number, FencingToken token) throws IOException {
        Count count = read(number);
        if (token.value() <= count.lastToken) {
            throw new IllegalStateException(token + " came after " + count);
        }
        Files.writeString(number, count.number + 1 + " " + token.value());
    }

    /** What is in the file: the number, and the token of whoever wrote it. */
    record Count(long number, long lastToken) {}

    /** Makes the number, which is 0. */
    static void begin(Path folder) throws IOException {
        Files.writeString(number(folder), "0 0");
    }

    static Path number(Path folder) {
        return folder.resolve("number");
    }

    static Count read(Path number) throws IOException {
        String[] parts = Files.readString(number).split(" ", 2);
        return new Count(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }
}
