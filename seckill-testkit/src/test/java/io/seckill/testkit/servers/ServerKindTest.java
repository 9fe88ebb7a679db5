package io.seckill.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerKindTest {
    @Test
    void thePropertyForcesAKind() {
        assertThat(ServerKind.forced("containers")).contains(ServerKind.CONTAINERS);
        assertThat(ServerKind.forced("embedded")).contains(ServerKind.EMBEDDED);
        assertThat(ServerKind.forced("installed")).contains(ServerKind.INSTALLED);
        assertThat(ServerKind.forced("")).isEmpty();
    }

    @Test
    void anUnknownKindIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> ServerKind.forced("docker"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Dseckill.test.servers=docker names no kind of servers: use containers, embedded"
                        + " or installed");
    }

    @Test
    void aServerThatIsNotInstalledIsNamed(@TempDir Path empty, @TempDir Path some) throws IOException {
        for (String program : List.of("mariadbd", "mariadb-install-db")) {
            assertThat(Files.createFile(some.resolve(program)).toFile().setExecutable(true))
                    .isTrue();
        }

        assertThat(InstalledMariaDb.find(empty + "::" + some, List.of()))
                .isEqualTo(new InstalledMariaDb(some.resolve("mariadbd"), some.resolve("mariadb-install-db")));
        assertThat(InstalledMariaDb.find("", List.of(some)).server()).isEqualTo(some.resolve("mariadbd"));
        assertThatThrownBy(() -> InstalledMariaDb.find(empty.toString(), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no mariadbd is installed: install MariaDB's server (Debian: mariadb-server-core and"
                        + " mariadb-client-core), or use -Dseckill.test.servers=embedded");
    }

    @Test
    void platformsWithoutBinariesAreNamed() {
        assertThat(Platform.of("Linux", "amd64")).isEqualTo(Platform.LINUX_X86_64);
        assertThat(Platform.of("Mac OS X", "aarch64")).isEqualTo(Platform.MACOS_ARM64);
        assertThatThrownBy(() -> Platform.of("Linux", "aarch64"))
                .hasMessageStartingWith("there are no MariaDB binaries for Linux on aarch64");
        assertThatThrownBy(() -> Platform.of("Windows 11", "amd64")).hasMessageContaining("Windows 11 on amd64");
    }

    @Test
    void aMissingSharedLibraryIsNamed() {
        assertThat(MissingLibrary.in(
                        "mariadbd: error while loading shared libraries: libcrypt.so.1: cannot open shared object file:"
                                + " No such file or directory",
                        "MariaDB"))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("MariaDB needs", "libcrypt.so.1,"));
        assertThat(MissingLibrary.in("dyld: Library not loaded: /opt/ssl/libssl.3.dylib\n  Referenced", "Redis"))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("/opt/ssl/libssl.3.dylib,"));
        assertThat(MissingLibrary.in("ready", "Redis")).isEmpty();
    }
}
