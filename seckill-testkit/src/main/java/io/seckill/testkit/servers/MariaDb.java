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

/** A MariaDB process of this machine, which ends with this JVM in any case. */
final class MariaDb implements DatabaseServer {
    private static final Duration START = Duration.ofMinutes(1);

    private final WorkFolder folder;
    private final int port = FreePort.find();
    private final String password = UUID.randomUUID().toString();
    private final GuardedProcess process;
    private final String version;
    private boolean closed;

    private MariaDb(WorkFolder folder, MariaDbFiles files) {
        this.folder = folder;
        this.process = GuardedProcess.start("mariadb", folder.path(), files.environment(), command(files));
        try {
            this.version = "MariaDB " + number(Databases.awaitVersion(this, START, process::isAlive));
        } catch (RuntimeException e) {
            process.kill();
            throw MariaDbFiles.explained(e, process.lastLines(20));
        }
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
            return new MariaDb(folder, install.apply(folder.path()));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private List<String> command(MariaDbFiles files) {
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
    public String version() {
        return version;
    }

    @Override
    public String createDatabase() {
        return Databases.create(this);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            process.close();
            folder.close();
        }
    }
}
