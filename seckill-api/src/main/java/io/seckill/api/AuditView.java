package io.seckill.api;

import java.util.List;

/**
 * The sums of one consistent snapshot of a sale.
 *
 * @param held units in unpaid orders
 * @param sold units in paid orders
 * @param liveOrders unpaid and paid ones
 * @param violations one sentence per law that is broken; empty if consistent
 */
public record AuditView(
        boolean consistent, int total, int available, long held, long sold, long liveOrders, List<String> violations) {}
