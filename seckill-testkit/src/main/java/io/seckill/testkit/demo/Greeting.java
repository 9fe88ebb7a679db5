package io.seckill.testkit.demo;

import io.seckill.testkit.servers.Servers;

/** What the demo prints when everything stands. */
final class Greeting {
    private Greeting() {}

    static String text(Program program, Servers servers, String sale) {
        return """

                Seckill runs at %1$s on %2$s.
                A sale of %3$d units is open, at most %4$d for each buyer. Get a token, place an order, read it back:

                TOKEN=$(curl -s %1$s/api/demo/tokens -H 'Content-Type: application/json' -d '{"subject":"alice","roles":["buyer"]}' | sed -E 's/.*"token" *: *"([^"]+)".*/\\1/')
                curl -s -w '\\n' %1$s/api/sales/%5$s/orders -H "Authorization: Bearer $TOKEN" -H 'Idempotency-Key: my-first-order' -H 'Content-Type: application/json' -d '{"quantity":1}'
                curl -s -w '\\n' %1$s/api/orders -H "Authorization: Bearer $TOKEN"

                The order waits 15 minutes for its payment. Ask for its page:

                ORDER=$(curl -s '%1$s/api/orders?limit=1' -H "Authorization: Bearer $TOKEN" | sed -E 's/.*"id" *: *"([^"]+)".*/\\1/')
                curl -s -w '\\n' -X POST %1$s/api/orders/$ORDER/payment -H "Authorization: Bearer $TOKEN"

                Open that page in a browser and click Pay; no money is taken. Then read the orders again: it is paid.

                The program's log: %6$s
                Ctrl-C ends everything.
                """.formatted(
                        program.address(),
                        servers.database().version() + " and " + servers.redis().version(),
                        SampleSale.UNITS,
                        SampleSale.LIMIT,
                        sale,
                        program.log());
    }
}
