package io.seckill.testkit.servers;

import io.seckill.testkit.net.FreePort;
import io.seckill.testkit.process.GuardedProcess;
import io.seckill.testkit.process.WorkFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A MariaDB process of this machine, which ends with this JVM in any case. */
final class MariaDb implements DatabaseServer {
    private static final Duration START = Duration.ofMinutes(1);

    private final WorkFolder folder;
    private final MariaDbFiles files;
    private final int port = FreePort.find();
    private final String password = UUID.randomUUID().toString();
    private @Nullable GuardedProcess process;
    private String version = "MariaDB";
    private boolean closed;

    private MariaDb(WorkFolder folder, MariaDbFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * Starts one of the binaries on the class path.
     *
     * @throws IllegalStateException if it cannot be started
     */
    static DatabaseServer embedded() {
        Platform.current();
        return launch(MariaDbBinaries::install);
    }

    /**
     * Starts the one that is installed on this machine.
     *
     * @throws IllegalStateException if there is none, or it cannot be started
     */
    static DatabaseServer installed() {
        return launch(InstalledMariaDb.find()::install);
    }

    /** @param install puts the system tables into a server's folder */
    private static DatabaseServer launch(Function<Path, MariaDbFiles> install) {
        WorkFolder folder = WorkFolder.create("seckill-mariadb");
        try {
            MariaDb database = new MariaDb(folder, install.apply(folder.path()));
            database.start();
            return database;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                files.server().toString(),
                "--no-defaults",
                "--basedir=" + files.base(),
                "--datadir=" + files.data(),
                "--tmpdir=" + folder.path(),
                "--socket=" + folder.path().resolve("socket"),
                "--bind-address=" + host(),
                "--port=" + port,
                "--skip-name-resolve",
                "--skip-ssl", // on loopback, and making a certificate at each start takes seconds
                "--character-set-server=utf8mb4",
                "--innodb-flush-log-at-trx-commit=1",
                "--max-connections=500",
                "--innodb-buffer-pool-dump-at-shutdown=OFF",
                "--innodb-buffer-pool-load-at-startup=OFF",
                "--init-file=" + accounts()));
        command.addAll(MariaDbFiles.asThisUser());
        return command;
    }

    private Path accounts() {
        try {
            String everything = "'root'@'" + host() + "'";
            return Files.write(
                    folder.path().resolve("accounts.sql"),
                    List.of(
                            "CREATE OR REPLACE USER " + everything + " IDENTIFIED BY '" + password + "';",
                            "GRANT ALL ON *.* TO " + everything + " WITH GRANT OPTION;"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the accounts of the database", e);
        }
    }

    private static String number(String version) {
        int dash = version.indexOf('-');
        return dash < 0 ? version : version.substring(0, dash);
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return "root";
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public synchronized String version() {
        return version;
    }

    @Override
    public String createDatabase() {
        return Databases.create(this);
    }

    @Override
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException("the " + version + " at port " + port + " was closed: take a new one");
        }
        if (process != null) {
            return;
        }
        GuardedProcess started = GuardedProcess.start("mariadb", folder.path(), files.environment(), command());
        process = started;
        try {
            version = "MariaDB " + number(Databases.awaitVersion(this, START, started::isAlive));
        } catch (RuntimeException e) {
            stop();
            throw MariaDbFiles.explained(e, started.lastLines(20));
        }
    }

    @Override
    public synchronized void stop() {
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    @Override
    public synchronized void pause() {
        running().pause();
    }

    @Override
    public synchronized void resume() {
        running().resume();
    }

    private GuardedProcess running() {
        if (process == null) {
            throw new IllegalStateException("the " + version + " at port " + port + " does not run: start it first");
        }
        return process;
    }

    /** Nobody needs its data any more, so it is not asked to end in order. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            stop();
            folder.close();
        }
    }
}
