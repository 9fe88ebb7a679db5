package io.seckill.infra.node;

import java.net.URI;
import java.net.URISyntaxException;

/** What both ends of a call between nodes agree on. */
final class NodeProtocol {
    /** Raised when a node of the release before could not answer any more; unknown fields are ignored. */
    static final String VERSION = "1";

    static final String BUNDLES = "/bundles";
    static final String ALIVE = "/alive";

    static final String PROTOCOL = "Seckill-Protocol";
    /** The run of the program that the call is for; a re-used address is noticed by it. */
    static final String PROCESS = "Seckill-Process";
    /** Milliseconds since 1970. */
    static final String TIME = "Seckill-Time";
    /** A random UUID, drawn for this one call. */
    static final String NONCE = "Seckill-Nonce";

    static final String SIGNATURE = "Seckill-Signature";

    static final int MAX_BODY = 1 << 20;

    private NodeProtocol() {}

    /**
     * Where a call goes; an IPv6 address is put in brackets.
     *
     * @throws IllegalArgumentException if the host is no name or address that a URI can hold, such as one with an underscore
     */
    static URI uri(String host, int port, String path) {
        try {
            return new URI("http", null, host, port, path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + host + "' is no host name or address", e);
        }
    }
}
