package io.seckill.api;

import java.util.List;
import java.util.Optional;

/**
 * A page of the buyer's orders, newest first.
 *
 * @param nextCursor asks for the page after this one; left out on the last page
 */
public record OrdersView(List<OrderView> orders, Optional<String> nextCursor) {}
