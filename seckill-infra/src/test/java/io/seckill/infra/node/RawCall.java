package io.seckill.infra.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A call to a node's listener, part by part; what is signed may differ from what is sent.
 *
 * @param signed the body that the signature is made for
 */
record RawCall(
        String path,
        String version,
        String process,
        String time,
        String nonce,
        String secret,
        String signed,
        String body) {
    static final String SECRET = "a secret of the cluster, 32 bytes";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** As another node would make it. */
    static RawCall good(String body) {
        return new RawCall(
                NodeProtocol.BUNDLES,
                NodeProtocol.VERSION,
                Handed.DESK.value(),
                millis(0),
                UUID.randomUUID().toString(),
                SECRET,
                body,
                body);
    }

    static String millis(long fromNow) {
        return String.valueOf(System.currentTimeMillis() + fromNow);
    }

    RawCall version(String other) {
        return new RawCall(path, other, process, time, nonce, secret, signed, body);
    }

    RawCall process(String other) {
        return new RawCall(path, version, other, time, nonce, secret, signed, body);
    }

    RawCall time(String other) {
        return new RawCall(path, version, process, other, nonce, secret, signed, body);
    }

    RawCall nonce(String other) {
        return new RawCall(path, version, process, time, other, secret, signed, body);
    }

    RawCall secret(String other) {
        return new RawCall(path, version, process, time, nonce, other, signed, body);
    }

    RawCall sentBody(String other) {
        return new RawCall(path, version, process, time, nonce, secret, signed, other);
    }

    /** The answer's status. */
    int send(DeskServer server) throws IOException, InterruptedException {
        return send(server, path, process, time, nonce);
    }

    /** With parts that are not those that were signed. */
    int send(DeskServer server, String sentPath, String sentProcess, String sentTime, String sentNonce)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + sentPath))
                .header(NodeProtocol.PROTOCOL, version)
                .header(NodeProtocol.PROCESS, sentProcess)
                .header(NodeProtocol.TIME, sentTime)
                .header(NodeProtocol.NONCE, sentNonce)
                .header(
                        NodeProtocol.SIGNATURE,
                        new NodeSecret(secret).sign(bytes(signed), path, version, process, time, nonce))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes(body)))
                .build();
        return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
