package io.seckill.web;

import java.net.URI;
import java.util.Set;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where the program reaches itself, once it listens. Safe for use by many threads. */
@Component
public final class OwnAddress {
    private static final Set<String> ANY = Set.of("", "0.0.0.0", "::", "0:0:0:0:0:0:0:0");

    private final Environment settings;

    OwnAddress(Environment settings) {
        this.settings = settings;
    }

    /** Whether it takes TLS only; then its certificate may be for other names than this machine's loopback. */
    public boolean isSecured() {
        return settings.getProperty(
                "server.ssl.enabled", Boolean.class, settings.containsProperty("server.ssl.bundle"));
    }

    public URI uri() {
        String address = settings.getProperty("server.address", "127.0.0.1");
        String host = ANY.contains(address) ? "127.0.0.1" : address.contains(":") ? "[" + address + "]" : address;
        String port = settings.getProperty("local.server.port", "8080");
        return URI.create((isSecured() ? "https://" : "http://") + host + ":" + port);
    }
}
