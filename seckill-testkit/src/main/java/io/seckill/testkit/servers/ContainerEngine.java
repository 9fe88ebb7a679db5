package io.seckill.testkit.servers;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** The machine's container engine, as Testcontainers finds it. */
final class ContainerEngine {
    private ContainerEngine() {}

    /** Whether an engine answers; false too when Testcontainers is not on the class path. */
    static boolean answers() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (NoClassDefFoundError missing) {
            return false;
        }
    }

    /** @throws IllegalStateException if no engine answers, with what to do about it */
    static void require() {
        if (!answers()) {
            throw new IllegalStateException("no container engine answers: start one, set DOCKER_HOST, or use -D"
                    + ServerKind.PROPERTY + "=embedded");
        }
    }

    /** The address at which containers' ports are reached. */
    static String host() {
        String host = DockerClientFactory.instance().dockerHostIpAddress();
        return host.equals("localhost") ? "127.0.0.1" : host;
    }

    /**
     * Makes a container's port reachable on a port of the host, and, where the engine runs on this machine, from this
     * machine only.
     */
    static void publish(GenericContainer<?> container, int innerPort, int port) {
        Ports.Binding binding =
                host().equals("127.0.0.1") ? Ports.Binding.bindIpAndPort(host(), port) : Ports.Binding.bindPort(port);
        PortBinding published = new PortBinding(binding, new ExposedPort(innerPort));
        container.withExposedPorts(innerPort).withCreateContainerCmdModifier(create -> {
            HostConfig config = Objects.requireNonNull(create.getHostConfig(), "hostConfig");
            create.withHostConfig(config.withPortBindings(published));
        });
    }
}
