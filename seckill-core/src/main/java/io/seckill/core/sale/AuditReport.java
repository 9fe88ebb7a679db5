package io.seckill.core.sale;

import java.util.ArrayList;
import java.util.List;

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
