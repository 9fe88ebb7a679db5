package io.seckill.core.sale;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The sums of one consistent snapshot of a sale, and the laws that they break.
 *
 * @param placed the orders that the sale's row has counted
 * @param heldUnits in unpaid orders
 * @param soldUnits in paid orders
 * @param orders rows of any status
 * @param liveOrders unpaid and paid ones
 * @param buyersAboveLimit buyers whose live orders have more units than the limit
 * @param repeatedKeys (buyer, request key) pairs with more than one order
 */
public record AuditReport(
        int total,
        int available,
        long placed,
        long heldUnits,
        long soldUnits,
        long orders,
        long liveOrders,
        long buyersAboveLimit,
        long repeatedKeys) {
    /** Sums up a sale whose orders are in memory, for stores that have no sums of their own. */
    public static AuditReport of(Sale sale, Collection<Order> orders) {
        Map<OrderStatus, Long> byStatus = liveUnits(orders, Order::status);
        Map<List<Object>, Long> keys = orders.stream()
                .collect(Collectors.groupingBy(order -> List.of(order.buyer(), order.key()), Collectors.counting()));
        return new AuditReport(
                sale.stock().total(),
                sale.stock().available(),
                sale.placed(),
                byStatus.getOrDefault(OrderStatus.UNPAID, 0L),
                byStatus.getOrDefault(OrderStatus.PAID, 0L),
                orders.size(),
                orders.stream().filter(order -> order.status().isLive()).count(),
                liveUnits(orders, Order::buyer).values().stream()
                        .filter(bought -> bought > sale.terms().limitPerBuyer())
                        .count(),
                keys.values().stream().filter(times -> times > 1).count());
    }

    private static <K> Map<K, Long> liveUnits(Collection<Order> orders, Function<Order, K> by) {
        return orders.stream()
                .filter(order -> order.status().isLive())
                .collect(Collectors.groupingBy(by, Collectors.summingLong(Order::quantity)));
    }

    public boolean consistent() {
        return violations().isEmpty();
    }

    /** One sentence per law that is broken, with its figures. */
    public List<String> violations() {
        List<String> found = new ArrayList<>();
        if (available < 0 || available > total) {
            found.add("law 1: available is " + available + " of a total of " + total);
        }
        if ((long) total - available != heldUnits + soldUnits) {
            found.add("law 1: " + ((long) total - available) + " units are taken, but live orders have "
                    + (heldUnits + soldUnits));
        }
        if (placed != orders) {
            found.add("law 2: the sale counted " + placed + " orders, but has " + orders);
        }
        if (buyersAboveLimit > 0) {
            found.add("law 3: " + buyersAboveLimit + " buyers are above the limit");
        }
        if (repeatedKeys > 0) {
            found.add("law 4: " + repeatedKeys + " request keys have more than one order");
        }
        return List.copyOf(found);
    }
}
