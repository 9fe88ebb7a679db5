package io.seckill.web.order;

import io.seckill.api.ErrorCode;
import io.seckill.core.sale.SaleId;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** How often this node refused orders, by sale and code, since it started. Safe for use by many threads. */
@Component
public class RefusalCounts {
    /** More sales than a node sees in its life; ids that somebody makes up must not fill the memory. */
    static final int MOST_SALES = 10_000;

    private final Map<SaleId, Map<ErrorCode, LongAdder>> counts = new ConcurrentHashMap<>();

    void count(SaleId sale, ErrorCode code) {
        if (code == ErrorCode.SALE_NOT_FOUND) {
            return;
        }
        Map<ErrorCode, LongAdder> known = counts.get(sale);
        if (known == null) {
            if (counts.size() >= MOST_SALES) {
                return;
            }
            known = counts.computeIfAbsent(sale, id -> adders());
        }
        LongAdder adder = known.get(code);
        if (adder != null) {
            adder.increment();
        }
    }

    /** A code that was never answered is left out. */
    public Map<ErrorCode, Long> of(SaleId sale) {
        Map<ErrorCode, Long> found = new EnumMap<>(ErrorCode.class);
        counts.getOrDefault(sale, Map.of()).forEach((code, adder) -> {
            if (adder.sum() > 0) {
                found.put(code, adder.sum());
            }
        });
        return found;
    }

    /** All of them at once, so that the map itself never changes and needs no lock. */
    private static Map<ErrorCode, LongAdder> adders() {
        Map<ErrorCode, LongAdder> adders = new EnumMap<>(ErrorCode.class);
        for (ErrorCode code : ErrorCode.values()) {
            adders.put(code, new LongAdder());
        }
        return adders;
    }
}
