package io.seckill.infra.node;

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
    /** Drawn for this one call. */
    static final String NONCE = "Seckill-Nonce";

    static final String SIGNATURE = "Seckill-Signature";

    static final int MAX_BODY = 1 << 20;

    private NodeProtocol() {}
}
