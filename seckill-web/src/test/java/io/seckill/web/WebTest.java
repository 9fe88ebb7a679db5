package io.seckill.web;

import io.seckill.web.fake.Fakes;
import io.seckill.web.fake.MemoryOrders;
import io.seckill.web.fake.MemoryPayments;
import io.seckill.web.fake.MemorySales;
import io.seckill.web.fake.ScriptedOperations;
import io.seckill.web.fake.ScriptedPlaceOrder;
import io.seckill.web.fake.SteppedTimers;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestConstructor;

/** The program over HTTP, with the ports in memory. */
@SpringBootTest(
        classes = {SeckillApplication.class, Fakes.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "seckill.test.ports=fake",
            "seckill.demo.enabled=true",
            "seckill.demo.secret=" + Tokens.SECRET,
            "seckill.payment.secret=" + Notifications.SECRET,
            "seckill.payment.previous-secret=" + Notifications.PREVIOUS_SECRET,
            "seckill.payment.sandbox.enabled=true",
            "spring.mvc.async.request-timeout=1s"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
abstract class WebTest {
    static final String ORDERS = "/api/sales/phone/orders";

    @LocalServerPort
    int port;

    @Autowired
    ScriptedPlaceOrder placeOrder;

    @Autowired
    MemorySales sales;

    @Autowired
    MemoryOrders orders;

    @Autowired
    MemoryPayments payments;

    @Autowired
    ScriptedOperations operations;

    @Autowired
    SteppedTimers timers;

    @BeforeEach
    void empty() {
        placeOrder.asked().clear();
        sales.clear();
        orders.clear();
        payments.clear();
        operations.clear();
        timers.clear();
    }

    Call get(String path) {
        return call("GET", path);
    }

    Call post(String path) {
        return call("POST", path);
    }

    Call call(String method, String path) {
        return new Call(method, URI.create("http://localhost:" + port + path));
    }

    /** A call that would place an order, had the port been told so. */
    Call order() {
        return post(ORDERS).token(Tokens.buyer("alice")).key("k1").json("{\"quantity\":1}");
    }
}
