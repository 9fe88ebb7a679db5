package io.seckill.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GuardedProcessTest {
    /** Starts a guarded process that ignores SIGTERM, prints its id and its folder, and waits to be killed. */
    static final class Parent {
        public static void main(String[] arguments) throws InterruptedException {
            WorkFolder folder = WorkFolder.create("seckill-guard");
            GuardedProcess process = GuardedProcess.start(
                    "stubborn", folder.path(), Map.of(), List.of("sh", "-c", "trap '' TERM; sleep 300"));
            if (arguments[0].equals("paused")) {
                process.pause();
            }
            System.out.println(process.pid());
            System.out.println(folder.path());
            Thread.sleep(TimeUnit.MINUTES.toMillis(5));
        }
    }

    @Test
    void endsWithAJvmThatIsKilled() throws Exception {
        assertGoneAfterKill("running");
    }

    @Test
    void endsWithAJvmThatIsKilledEvenIfPaused() throws Exception {
        assertGoneAfterKill("paused");
    }

    private static void assertGoneAfterKill(String how) throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        how)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            ProcessHandle process =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            Path folder = Path.of(out.readLine());
            assertThat(folder).isDirectory();
            jvm.destroyForcibly().waitFor();
            process.onExit().get(6, TimeUnit.SECONDS);
            awaitRemoval(folder);
        } finally {
            jvm.destroyForcibly();
        }
    }

    private static void awaitRemoval(Path folder) throws InterruptedException {
        while (Files.exists(folder)) {
            Thread.sleep(20); // another process removes it
        }
    }

    @Test
    void stopsAndKeepsItsFolderAndItsLastLines() throws IOException {
        WorkFolder folder = WorkFolder.create("seckill-guard");
        try {
            GuardedProcess process = GuardedProcess.start(
                    "talker",
                    folder.path(),
                    Map.of("WORD", "there"),
                    List.of("sh", "-c", "echo hi; echo $WORD; exec sleep 300"));
            while (!process.lastLines(1).equals("there")) {
                assertThat(process.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            process.close();
            assertThat(process.isAlive()).isFalse();
            assertThat(process.onExit().join()).isEqualTo(128 + 15);
            assertThat(process.lastLines(5)).isEqualTo("hi\nthere");
            assertThat(folder.path()).isDirectory();
        } finally {
            folder.close();
        }
        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void killsAfterTheGrace() {
        WorkFolder folder = WorkFolder.create("seckill-guard");
        try {
            GuardedProcess process = GuardedProcess.start(
                    "stubborn", folder.path(), Map.of(), List.of("sh", "-c", "trap '' TERM; echo up; sleep 300"));
            while (process.lastLines(1).isEmpty()) {
                Thread.onSpinWait();
            }
            process.stop(Duration.ofMillis(100));
            assertThat(process.onExit().join()).isEqualTo(128 + 9);
        } finally {
            folder.close();
        }
    }

    @Test
    void saysWhyAProgramDidNotStart() {
        WorkFolder folder = WorkFolder.create("seckill-guard");
        try {
            GuardedProcess process =
                    GuardedProcess.start("nobody", folder.path(), Map.of(), List.of("no-such-program"));
            assertThat(process.onExit().join()).isEqualTo(127);
            assertThat(process.lastLines(5)).contains("no-such-program").contains("not found");
        } finally {
            folder.close();
        }
    }
}
