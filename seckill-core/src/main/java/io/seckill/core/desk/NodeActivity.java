package io.seckill.core.desk;

import io.seckill.core.desk.SaleActivity.Standing;
import java.util.Map;

/**
 * What one node does for all of its sales, now.
 *
 * @param waiting orders that wait on this node, handed over ones included
 * @param sales how many stand so; every standing is there
 */
public record NodeActivity(int waiting, Map<Standing, Integer> sales) {
    public NodeActivity {
        sales = Map.copyOf(sales);
    }

    /** How many sales stand so. */
    public int sales(Standing standing) {
        return sales.getOrDefault(standing, 0);
    }
}
