package io.seckill.web;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.Collectors;

/** Reads answers as they stand on the wire, where a client library would refuse to send the request. */
final class RawAnswers {
    private RawAnswers() {}

    static Answer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("not HTTP: '" + text + "'");
        }
        List<String> lines = text.substring(0, end).lines().toList();
        HttpHeaders headers = HttpHeaders.of(
                lines.stream()
                        .skip(1)
                        .collect(Collectors.groupingBy(
                                line -> line.substring(0, line.indexOf(':')),
                                Collectors.mapping(
                                        line -> line.substring(line.indexOf(':') + 1)
                                                .strip(),
                                        Collectors.toList()))),
                (name, value) -> true);
        String body = text.substring(end + 4);
        boolean chunked =
                headers.map().getOrDefault("Transfer-Encoding", List.of()).contains("chunked");
        return new Answer(Integer.parseInt(lines.get(0).substring(9, 12)), headers, chunked ? unchunked(body) : body);
    }

    private static String unchunked(String body) {
        StringBuilder whole = new StringBuilder();
        int at = 0;
        while (true) {
            int line = body.indexOf("\r\n", at);
            int length = Integer.parseInt(body.substring(at, line), 16);
            if (length == 0) {
                return whole.toString();
            }
            whole.append(body, line + 2, line + 2 + length);
            at = line + 4 + length;
        }
    }
}
