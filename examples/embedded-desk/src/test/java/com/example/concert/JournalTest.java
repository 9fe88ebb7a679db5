package com.example.concert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path folder;

    @Test
    void givesBackItsLinesAndGoesOn() throws Exception {
        write("one", "买家\ttwo");

        assertThat(read()).containsExactly("one", "买家\ttwo");
        write("three");
        assertThat(read()).containsExactly("one", "买家\ttwo", "three");
    }

    @Test
    void dropsALastLineThatACrashToreAtAnyByte() throws Exception {
        write("one", "two");
        byte[] whole = Files.readAllBytes(path());

        for (int end = whole.length - 1; end > whole.length / 2; end--) {
            Files.write(path(), Arrays.copyOf(whole, end));
            assertThat(read()).containsExactly("one");
            assertThat(Files.size(path())).isEqualTo(whole.length / 2);
        }
        write("three");
        assertThat(read()).containsExactly("one", "three");
    }

    @Test
    void dropsALastLineOfWhichOnlyTheEndReachedTheDisk() throws Exception {
        write("one", "two");
        damageAt(Files.size(path()) - 3);

        assertThat(read()).containsExactly("one");
    }

    @Test
    void refusesAFileThatIsDamagedBeforeItsEnd() throws Exception {
        write("one", "two");
        damageAt(9);

        assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessageContaining("damaged at byte 0");
    }

    private void damageAt(long at) throws IOException {
        byte[] bytes = Files.readAllBytes(path());
        bytes[(int) at] ^= 1;
        Files.write(path(), bytes);
    }

    private void write(String... lines) throws Exception {
        try (Journal journal = new Journal(path(), line -> {})) {
            for (String line : lines) {
                journal.append(line);
            }
        }
    }

    private List<String> read() throws IOException {
        List<String> lines = new ArrayList<>();
        new Journal(path(), lines::add).close();
        return lines;
    }

    private Path path() {
        return folder.resolve("journal");
    }
}
