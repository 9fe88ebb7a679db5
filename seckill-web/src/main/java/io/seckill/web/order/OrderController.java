package io.seckill.web.order;

import io.seckill.api.ErrorCode;
import io.seckill.api.OrderView;
import io.seckill.api.OrdersView;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.OrderId;
import io.seckill.web.doc.Refuses;
import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import io.seckill.web.request.Caller;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The buyer's own orders. */
@RestController
@RequestMapping(path = "/api/orders", produces = MediaType.APPLICATION_JSON_VALUE)
class OrderController {
    private static final int USUAL_PAGE = 20;

    private final OrderBook orders;
    private final Caller caller;

    OrderController(OrderBook orders, Caller caller) {
        this.orders = orders;
        this.caller = caller;
    }

    @Refuses({ErrorCode.INVALID_REQUEST, ErrorCode.BUSY})
    @GetMapping
    OrdersView orders(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = limit == null ? USUAL_PAGE : limit;
        if (most < 1 || most > OrderBook.MAX_PAGE) {
            throw new ProblemException(
                    Problems.invalid("limit", "must be a whole number from 1 to " + OrderBook.MAX_PAGE));
        }
        List<Order> page = orders.list(caller.id(), before(cursor), most);
        // a full page may have been the last one: the next is empty then
        Optional<String> next = page.size() < most
                ? Optional.empty()
                : Optional.of(page.get(page.size() - 1).id().value());
        return new OrdersView(page.stream().map(OrderViews::of).toList(), next);
    }

    @Refuses({ErrorCode.ORDER_NOT_FOUND, ErrorCode.BUSY})
    @GetMapping("/{orderId}")
    OrderView order(@PathVariable String orderId) {
        BuyerId buyer = caller.id();
        return Optional.of(orderId)
                .filter(OrderId::isValid)
                .flatMap(id -> orders.find(new OrderId(id)))
                .filter(order -> order.buyer().equals(buyer))
                .map(OrderViews::of)
                .orElseThrow(() -> new ProblemException(Problems.orderNotFound()));
    }

    private static Optional<OrderId> before(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return Optional.empty();
        }
        if (!OrderId.isValid(cursor)) {
            throw new ProblemException(Problems.invalid("cursor", "must be the nextCursor of an earlier page"));
        }
        return Optional.of(new OrderId(cursor));
    }
}
