package io.seckill.infra.node;

import io.seckill.core.desk.DeskAddress;
import io.seckill.core.desk.ProcessId;
import io.seckill.infra.Bounds;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the nodes of a cluster reach each other.
 *
 * @param secret what the nodes share, at least 32 bytes; none: this node hands nothing over and takes nothing
 * @param address where this node listens for the others; none: the address of the host's name or, if that is a loopback
 *     address, the first site-local, or else global, IPv4 address of an interface that is up
 * @param port where this node listens for the others, 0 to 65535; 0: any free one
 * @param advertisedAddress where the others reach this node, if that differs, as behind a container's port mapping; none:
 *     the address
 * @param advertisedPort the port where the others reach this node, if that differs, 0 to 65535; 0: the port
 */
@ConfigurationProperties(value = "seckill.node", ignoreUnknownFields = false)
public record NodeProperties(
        @DefaultValue("") String secret,
        @DefaultValue("") String address,
        @DefaultValue("0") int port,
        @DefaultValue("") String advertisedAddress,
        @DefaultValue("0") int advertisedPort) {
    /** @throws IllegalArgumentException if the secret is too short, or one of the others is not as described */
    public NodeProperties {
        if (!secret.isEmpty()) {
            var unused = new NodeSecret(secret);
        }
        Bounds.within("seckill.node.port", port, 0, 65_535);
        Bounds.within("seckill.node.advertised-port", advertisedPort, 0, 65_535);
        checkHost("address", address);
        checkHost("advertised-address", advertisedAddress);
    }

    /** The others could not call it, and would find out late. */
    private static void checkHost(String name, String host) {
        try {
            if (!host.isEmpty()) {
                var unused = NodeProtocol.uri(host, 1, "/");
            }
        } catch (IllegalArgumentException e) {
            // Without its cause: the first thing that is read at a failed start is the innermost message.
            throw new IllegalArgumentException("seckill.node." + name + ": " + e.getMessage());
        }
    }

    boolean isAlone() {
        return secret.isEmpty();
    }

    /** How the others reach a listener on that port. */
    DeskAddress reachedAt(ProcessId process, int listeningPort) {
        String host = advertisedAddress.isEmpty() ? reachableHost() : advertisedAddress;
        return new DeskAddress(process, host, advertisedPort == 0 ? listeningPort : advertisedPort);
    }

    String host() {
        return address.isEmpty() ? localHost() : address;
    }

    /** Listening at all addresses is fine, but nobody can call all addresses. */
    private String reachableHost() {
        try {
            return InetAddress.getByName(host()).isAnyLocalAddress() ? localHost() : host();
        } catch (UnknownHostException e) {
            return host();
        }
    }

    private static String localHost() {
        return OwnAddress.find().getHostAddress();
    }

    /** Not the secret. */
    @Override
    public String toString() {
        return "NodeProperties[address=" + address + ", port=" + port + "]";
    }
}
