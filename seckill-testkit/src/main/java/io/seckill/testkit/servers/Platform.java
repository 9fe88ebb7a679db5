package io.seckill.testkit.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The platforms that embedded servers run on: those for which there are both MariaDB and Redis binaries. */
enum Platform {
    LINUX_X86_64,
    MACOS_ARM64;

    private static final Path GLIBC_LOADER = Path.of("/lib64/ld-linux-x86-64.so.2");

    /**
     * This JVM's platform.
     *
     * @throws IllegalStateException if there are no binaries for it
     */
    static Platform current() {
        Platform platform = of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        if (platform == LINUX_X86_64 && !Files.exists(GLIBC_LOADER)) {
            throw new IllegalStateException("there are no MariaDB binaries for a Linux without glibc (" + GLIBC_LOADER
                    + " is missing): use a Linux with it, such as Debian or Fedora");
        }
        return platform;
    }

    static Platform of(String system, String architecture) {
        String os = system.toLowerCase(Locale.ROOT);
        String arch = architecture.toLowerCase(Locale.ROOT);
        if (os.startsWith("linux") && (arch.equals("amd64") || arch.equals("x86_64"))) {
            return LINUX_X86_64;
        }
        if (os.startsWith("mac") && (arch.equals("aarch64") || arch.equals("arm64"))) {
            return MACOS_ARM64;
        }
        throw new IllegalStateException("there are no MariaDB binaries for " + system + " on " + architecture
                + ": embedded servers run on Linux (x86-64) and macOS (arm64)");
    }
}
