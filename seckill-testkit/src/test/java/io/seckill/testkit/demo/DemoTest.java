package io.seckill.testkit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.testkit.net.FreePort;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
@EnabledOnOs(OS.LINUX)
@DisabledIfSystemProperty(
        named = "seckill.test.servers",
        matches = "containers",
        disabledReason = "the demo runs on embedded servers")
class DemoTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path folder;

    @Test
    void thePrintedLinesWorkAndSigtermLeavesNothing() throws Exception {
        Process demo = start();
        try {
            String greeting = greeting(demo);
            String lines = greeting.lines().filter(DemoTest::isCommand).collect(Collectors.joining("\n"));
            assertThat(lines.lines()).hasSize(5);
            assertThat(output("bash", "-c", lines))
                    .isEqualTo("{\"id\":\"order-1\"}\n{\"orders\":[{\"id\":\"order-1\"}]}\n"
                            + "{\"paymentUrl\":\"of order-1\"}\n");
            assertThat(greeting).contains("limit=1", "click Pay", "read the orders again");
            List<ProcessHandle> started = demo.descendants().toList();
            assertThat(started).hasSizeGreaterThanOrEqualTo(3);
            demo.destroy();
            assertThat(demo.waitFor()).isEqualTo(128 + 15);
            awaitEnd(started, 2);
            assertThat(folder).isDirectoryNotContaining("glob:**seckill-*");
        } finally {
            demo.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void theReadmeShowsWhatIsPrinted(String readme) throws Exception {
        Process demo = start();
        try {
            List<String> printed = greeting(demo)
                    .lines()
                    .filter(DemoTest::isCommand)
                    .map(line -> line.replaceAll("http://127\\.0\\.0\\.1:\\d+", "http://127.0.0.1:8080")
                            .replace("/sale-1/", "/SALE/"))
                    .toList();
            assertThat(Files.readAllLines(Path.of("..", readme))).containsSubsequence(printed);
        } finally {
            demo.destroy();
            demo.waitFor();
        }
    }

    private static boolean isCommand(String line) {
        return line.startsWith("TOKEN=") || line.startsWith("ORDER=") || line.startsWith("curl ");
    }

    @Test
    void sigkillOfTheDemoLeavesNothingForLong() throws Exception {
        Process demo = start();
        greeting(demo);
        List<ProcessHandle> started = demo.descendants().toList();
        demo.destroyForcibly().waitFor();
        awaitEnd(started, 6);
        assertThat(folder).isDirectoryNotContaining("glob:**seckill-*");
    }

    @Test
    void sigkillOfTheProgramEndsTheDemoWithASentence() throws Exception {
        Process demo = start();
        greeting(demo);
        List<ProcessHandle> started = demo.descendants().toList();
        started.stream()
                .filter(process -> process.info().commandLine().orElse("").contains("--seckill.demo.enabled"))
                .forEach(ProcessHandle::destroyForcibly);
        assertThat(demo.waitFor()).isEqualTo(1);
        awaitEnd(started, 2);
        assertThat(Files.readString(folder.resolve("errors")))
                .startsWith("demo: the program ended by itself with status 137, so the demo is over; its last lines:")
                .contains("reached the database: true");
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            Process demo = start(taken.getLocalPort());
            assertThat(demo.waitFor()).isEqualTo(1);
            assertThat(Files.readString(folder.resolve("errors")))
                    .isEqualTo("demo: port %d is taken: choose another one, for instance PORT=%d ./demo%n"
                            .formatted(taken.getLocalPort(), taken.getLocalPort() + 1));
        }
    }

    private Process start() throws IOException {
        return start(FreePort.find());
    }

    private Process start(int port) throws IOException {
        return new ProcessBuilder(
                        JAVA,
                        "-Djava.io.tmpdir=" + folder,
                        "-Dslf4j.internal.verbosity=ERROR",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Demo.class.getName(),
                        Integer.toString(port),
                        stubJar().toString())
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }

    /** A jar that leads to the stub, and to the driver that it needs. */
    private Path stubJar() throws IOException {
        Path jar = folder.resolve("stub.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StubProgram.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, driver());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            String name = StubProgram.class.getName().replace('.', '/') + ".class";
            out.putNextEntry(new JarEntry(name));
            try (InputStream in = StubProgram.class.getResourceAsStream("StubProgram.class")) {
                assertThat(in).isNotNull();
                in.transferTo(out);
            }
        }
        return jar;
    }

    private static String driver() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.contains("mysql-connector-j"))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
    }

    private String greeting(Process demo) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(demo.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder text = new StringBuilder();
        while (!text.toString().contains("Ctrl-C")) {
            String line = out.readLine();
            assertThat(line).as(() -> errors()).isNotNull();
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("errors"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    private static void awaitEnd(List<ProcessHandle> processes, int seconds) throws Exception {
        CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .get(seconds, TimeUnit.SECONDS);
    }
}
