package io.seckill.testkit.lock;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A process that adds to a number in a file, under a lock that alone keeps additions from being lost. Started by {@link
 * RemoteLockProviderContract}.
 */
final class CountingProcess {
    private static final Duration WAIT = Duration.ofMinutes(1);

    private CountingProcess() {}

    /** Starts one with this JVM's class path; its output goes where this process's goes. */
    static Process start(RemoteLockBackend backend, LockName name, Path number, int additions) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator),
                        "-XX:TieredStopAtLevel=1",
                        CountingProcess.class.getName(),
                        backend.launcher().getName(),
                        backend.address(),
                        name.value(),
                        number.toString(),
                        Integer.toString(additions)))
                .inheritIO()
                .start();
    }

    public static void main(String[] args) throws Exception {
        LockRequest request = LockRequest.of(new LockName(args[2])).waiting(WAIT);
        Path number = Path.of(args[3]);
        int additions = Integer.parseInt(args[4]);
        try (LockNode node = NodeLauncher.launch(args[0], args[1])) {
            for (int i = 0; i < additions; i++) {
                try (Lease lease = node.provider().tryAcquire(request).orElseThrow()) {
                    add(number);
                    if (!lease.isValid()) {
                        throw new IllegalStateException("lost " + lease.name() + " while adding");
                    }
                }
            }
        }
    }

    private static void add(Path number) throws IOException {
        Files.writeString(number, Long.toString(read(number) + 1));
    }

    static long read(Path number) throws IOException {
        return Long.parseLong(Files.readString(number));
    }
}
