package io.seckill.testkit.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;

/** Stands in for the program: takes its arguments, reaches its database, and answers the demo's calls. */
final class StubProgram {
    private static volatile String order = "";

    private StubProgram() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(
                argument(arguments, "spring.datasource.url"),
                argument(arguments, "spring.datasource.username"),
                System.getenv("SPRING_DATASOURCE_PASSWORD"))) {
            System.out.println("reached the database: " + connection.isValid(5));
        }
        InetSocketAddress address = new InetSocketAddress(
                argument(arguments, "server.address"), Integer.parseInt(argument(arguments, "server.port")));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/", StubProgram::answer);
        server.start();
    }

    private static String argument(String[] arguments, String name) {
        String begin = "--" + name + "=";
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(begin))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(begin + " is missing"))
                .substring(begin.length());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String answer =
                switch (exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getPath()) {
                    case "GET /api/time" -> "{\"now\":\"2026-01-01T00:00:00Z\"}";
                    case "POST /api/demo/tokens" ->
                        "{\"token\":\"token-of-" + (body.contains("\"admin\"") ? "admin" : "buyer") + "\"}";
                    case "POST /api/admin/sales" ->
                        bearer.equals("Bearer token-of-admin") ? "{\"id\":\"sale-1\",\"title\":\"x\"}" : "";
                    case "POST /api/sales/sale-1/orders" -> {
                        order = bearer.equals("Bearer token-of-buyer") ? "{\"id\":\"order-1\"}" : "";
                        yield order;
                    }
                    case "POST /api/orders/order-1/payment" -> "{\"paymentUrl\":\"of order-1\"}";
                    case "GET /api/orders" -> "{\"orders\":[" + order + "]}";
                    default -> "";
                };
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.isEmpty() ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
