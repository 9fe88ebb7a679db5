package io.seckill.web.cluster;

import io.seckill.testkit.servers.RedisServer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What other programs read in the stream of events, by the words of Redis alone. */
final class EventStream {
    private EventStream() {}

    /** The fields of all entries, oldest first. */
    static List<Map<String, String>> read(RedisServer redis) {
        try (Socket socket = new Socket(redis.host(), redis.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("XRANGE seckill:events - +\r\n".getBytes(StandardCharsets.US_ASCII));
            List<Map<String, String>> entries = new ArrayList<>();
            for (Object entry : (List<?>) answer(new BufferedInputStream(socket.getInputStream()))) {
                List<?> words = (List<?>) ((List<?>) entry).get(1);
                Map<String, String> fields = new HashMap<>();
                for (int i = 0; i < words.size(); i += 2) {
                    fields.put((String) words.get(i), (String) words.get(i + 1));
                }
                entries.add(fields);
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An array, or the text of anything else. */
    private static Object answer(InputStream in) throws IOException {
        String head = line(in);
        int number = head.matches("[*$]\\d+") ? Integer.parseInt(head.substring(1)) : 0;
        if (head.startsWith("*")) {
            List<Object> parts = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                parts.add(answer(in));
            }
            return parts;
        }
        if (head.startsWith("$")) {
            String text = new String(in.readNBytes(number), StandardCharsets.UTF_8);
            line(in);
            return text;
        }
        return head;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("Redis ended within an answer");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }
}
