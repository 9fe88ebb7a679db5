package io.seckill.testkit.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import io.seckill.testkit.net.FreePort;
import java.time.Duration;
import java.util.UUID;
import org.testcontainers.mysql.MySQLContainer;

/** MySQL in a container. */
final class ContainerDatabase implements DatabaseServer {
    private static final String IMAGE = "mysql:9.7";
    private static final Duration START = Duration.ofMinutes(2);

    private final MySQLContainer container;
    private final int port;
    private final String password;
    private boolean stopped;
    private boolean closed;

    private ContainerDatabase(MySQLContainer container, int port, String password) {
        this.container = container;
        this.port = port;
        this.password = password;
    }

    /** @throws IllegalStateException if it cannot be started */
    static DatabaseServer launch() {
        ContainerEngine.require();
        int port = FreePort.find();
        String password = UUID.randomUUID().toString();
        MySQLContainer container = new MySQLContainer(IMAGE)
                .withUsername("root")
                .withPassword(password)
                .withCommand(
                        "mysqld",
                        "--character-set-server=utf8mb4",
                        "--innodb-flush-log-at-trx-commit=1",
                        "--sync-binlog=1",
                        "--max-connections=500");
        ContainerEngine.publish(container, MySQLContainer.MYSQL_PORT, port);
        ContainerDatabase database = new ContainerDatabase(container, port, password);
        try {
            container.start();
            Databases.awaitVersion(database, START, container::isRunning);
            return database;
        } catch (RuntimeException e) {
            container.stop();
            throw new IllegalStateException("the container of " + IMAGE + " did not start: " + e.getMessage(), e);
        }
    }

    @Override
    public String host() {
        return ContainerEngine.host();
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
        return IMAGE;
    }

    @Override
    public String createDatabase() {
        return Databases.create(this);
    }

    /** The same container again, for its data are in it. */
    @Override
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException("the " + IMAGE + " at port " + port + " was closed: take a new one");
        }
        if (stopped) {
            engine().startContainerCmd(container.getContainerId()).exec();
            Databases.awaitVersion(this, START, container::isRunning);
            stopped = false;
        }
    }

    @Override
    public synchronized void stop() {
        if (!stopped && !closed) {
            stopped = true;
            engine().killContainerCmd(container.getContainerId()).exec();
            engine().waitContainerCmd(container.getContainerId()).start().awaitStatusCode();
        }
    }

    @Override
    public void pause() {
        signal("SIGSTOP");
    }

    @Override
    public void resume() {
        signal("SIGCONT");
    }

    private synchronized void signal(String signal) {
        if (stopped || closed) {
            throw new IllegalStateException("the " + IMAGE + " at port " + port + " does not run: start it first");
        }
        try {
            engine().killContainerCmd(container.getContainerId())
                    .withSignal(signal)
                    .exec();
        } catch (DockerException e) {
            throw new IllegalStateException("the container of " + IMAGE + " did not take " + signal, e);
        }
    }

    private DockerClient engine() {
        return container.getDockerClient();
    }

    @Override
    public synchronized void close() {
        closed = true;
        container.stop();
    }
}
