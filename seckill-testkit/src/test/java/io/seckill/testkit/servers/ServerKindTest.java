package io.seckill.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServerKindTest {
    @Test
    void thePropertyForcesAKind() {
        assertThat(ServerKind.forced("containers")).contains(ServerKind.CONTAINERS);
        assertThat(ServerKind.forced("embedded")).contains(ServerKind.EMBEDDED);
        assertThat(ServerKind.forced("")).isEmpty();
    }

    @Test
    void anUnknownKindIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> ServerKind.forced("docker"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Dseckill.test.servers=docker names no kind of servers: use containers or embedded");
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
