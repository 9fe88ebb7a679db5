package io.seckill.infra.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the nodes of a cluster reach each other.
 *
 * @param secret what they share, at least 32 bytes; empty: this node hands nothing over and takes nothing
 * @param address where this node listens and is reached by the others; empty: the local host's
 * @param port 0: any free one; the others learn it from the sale's row
 */
@ConfigurationProperties("seckill.node")
record NodeProperties(
        @DefaultValue("") String secret,
        @DefaultValue("") String address,
        @DefaultValue("0") int port) {
    NodeProperties {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("seckill.node.port: must be 0 to 65535, but is " + port);
        }
    }

    boolean isAlone() {
        return secret.isEmpty();
    }

    String host() {
        if (!address.isEmpty()) {
            return address;
        }
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "seckill.node.address: is needed, for this host's own name has no address", e);
        }
    }

    /** Not the secret. */
    @Override
    public String toString() {
        return "NodeProperties[address=" + address + ", port=" + port + "]";
    }
}
