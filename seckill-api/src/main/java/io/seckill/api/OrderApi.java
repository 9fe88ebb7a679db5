package io.seckill.api;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * What a buyer may do, with a token of the role {@code buyer}. Clients are made from it; the server, which answers
 * asynchronously while clients wait, cannot share these signatures and is tested against them.
 */
@HttpExchange(url = "/api", accept = "application/json")
public interface OrderApi {
    /**
     * Places an order: 201, or 200 with {@link Headers#REPLAYED} when an earlier call with the same key had placed it.
     *
     * @param key the caller's own for this intent to buy: 1 to 64 of {@code A-Z a-z 0-9 . _ -}
     */
    @PostExchange(url = "/sales/{saleId}/orders", contentType = "application/json")
    ResponseEntity<OrderView> place(
            @PathVariable String saleId,
            @RequestHeader(Headers.IDEMPOTENCY_KEY) String key,
            @RequestBody PlaceOrderBody body);

    /**
     * The buyer's own orders, newest first.
     *
     * @param cursor {@link OrdersView#nextCursor()} of the page before; without it, the newest
     * @param limit the most orders to answer, 1 to 100; without it, 20
     */
    @GetExchange("/orders")
    OrdersView orders(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit);

    /** The buyer's own order. */
    @GetExchange("/orders/{orderId}")
    OrderView order(@PathVariable String orderId);

    /** Cancels the buyer's own order while it is unpaid; its units are on sale again. Again, it has no further effect. */
    @PostExchange("/orders/{orderId}/cancel")
    OrderView cancel(@PathVariable String orderId);

    /** Where the buyer pays their own order while it is unpaid. */
    @PostExchange("/orders/{orderId}/payment")
    PaymentPageView payment(@PathVariable String orderId);
}
