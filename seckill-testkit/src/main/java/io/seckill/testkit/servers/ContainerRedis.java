package io.seckill.testkit.servers;

import com.github.dockerjava.api.exception.DockerException;
import io.seckill.testkit.net.FreePort;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Redis in a container, on a port of the host that stays the same when the container is replaced. */
final class ContainerRedis implements RedisServer {
    private static final String IMAGE = "redis:8";
    private static final int INNER_PORT = 6379;
    private static final Duration START = Duration.ofMinutes(1);

    private final int port = FreePort.find();
    private @Nullable GenericContainer<?> container;
    private boolean closed;

    private ContainerRedis() {}

    /** @throws IllegalStateException if it cannot be started */
    static RedisServer launch() {
        ContainerEngine.require();
        ContainerRedis redis = new ContainerRedis();
        redis.start();
        return redis;
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
    public String version() {
        return IMAGE;
    }

    @Override
    public synchronized void start() {
        if (closed) {
            throw new IllegalStateException("the Redis at " + address() + " was closed: take a new one");
        }
        if (container != null) {
            return;
        }
        GenericContainer<?> started = prepared();
        container = started;
        try {
            started.start();
            RedisWire.awaitVersion(this, START, started::isRunning);
        } catch (RuntimeException e) {
            stop();
            throw new IllegalStateException("the container of " + IMAGE + " did not start: " + e.getMessage(), e);
        }
    }

    private GenericContainer<?> prepared() {
        GenericContainer<?> redis = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withCommand("redis-server", "--save", "", "--appendonly", "no");
        ContainerEngine.publish(redis, INNER_PORT, port);
        return redis;
    }

    @Override
    public synchronized void stop() {
        if (container != null) {
            container.stop();
            container = null;
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
        if (container == null) {
            throw new IllegalStateException("the Redis at " + address() + " does not run: start it first");
        }
        try {
            container
                    .getDockerClient()
                    .killContainerCmd(container.getContainerId())
                    .withSignal(signal)
                    .exec();
        } catch (DockerException e) {
            throw new IllegalStateException("the container of " + IMAGE + " did not take " + signal, e);
        }
    }

    @Override
    public void flush() {
        RedisWire.flush(this);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            stop();
        }
    }
}
