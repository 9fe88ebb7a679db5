package io.seckill.web.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.web.cluster.Rush.Told;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What must hold after every rush, whatever happened in it. */
final class RushChecks {
    private RushChecks() {}

    /** Everybody was told the truth, the laws hold, and that many units are sold. */
    static void check(Cluster cluster, String sale, int soldUnits, Rush rush) {
        assertThat(rush.unexpected()).isEmpty();
        cluster.checkLaws(sale, soldUnits);
        Map<String, String> rows = cluster.orders(sale);
        for (Told told : rush.told()) {
            String row = rows.get(told.want().buyer() + " " + told.want().key());
            if (told.bought()) {
                assertThat(row).as("the row of %s", told).isEqualTo(told.orderId());
            } else {
                assertThat(row).as("the row of %s", told).isNull();
            }
        }
        assertThat(rows.values())
                .as("every 201 ever answered")
                .containsAll(rush.placed().keySet());
        Set<String> bought = new TreeSet<>();
        rush.told().stream().filter(Told::bought).forEach(told -> bought.add(told.orderId()));
        assertThat(bought).as("every order was told to its buyer").containsExactlyInAnyOrderElementsOf(rows.values());
    }
}
