package io.seckill.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Folders for a server's data, below the JVM's temporary directory, readable by their owner only. */
public final class WorkFolder {
    private WorkFolder() {}

    /**
     * Makes a fresh, empty folder.
     *
     * @param name the beginning of its name
     * @throws UncheckedIOException if that is impossible
     */
    public static Path create(String name) {
        try {
            return Files.createTempDirectory(name + "-").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot make a folder in the temporary directory " + System.getProperty("java.io.tmpdir"), e);
        }
    }

    /**
     * Removes a folder with all that is in it; one that does not exist is no error.
     *
     * @throws UncheckedIOException if something in it cannot be removed
     */
    public static void remove(Path folder) {
        try {
            Files.walkFileTree(folder, new Removal());
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
