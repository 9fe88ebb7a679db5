package io.seckill.web.order;

import io.seckill.api.ErrorCode;
import io.seckill.core.sale.SaleId;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How often this node refused orders, by sale and code, since it started. Safe for use by many threads. */
@Component
public class RefusalCounts {
    /** More sales than a node sees in its life; ids that somebody makes up must not fill the memory. */
    static final int MOST_SALES = 10_000;

    private static final ErrorCode[] CODES = ErrorCode.values();

    private final Map<SaleId, LongAdder[]> counts = new ConcurrentHashMap<>();

    void count(SaleId sale, ErrorCode code) {
        if (code == ErrorCode.SALE_NOT_FOUND) {
            return;
        }
        LongAdder[] adders = counts.get(sale);
        if (adders == null) {
            if (counts.size() >= MOST_SALES) {
                return;
            }
            adders = counts.computeIfAbsent(sale, id -> adders());
        }
        adders[code.ordinal()].increment();
    }

    /** A code that was never answered is left out. */
    public Map<ErrorCode, Long> of(SaleId sale) {
        Map<ErrorCode, Long> found = new EnumMap<>(ErrorCode.class);
        LongAdder @Nullable [] adders = counts.get(sale);
        if (adders != null) {
            for (ErrorCode code : CODES) {
                long count = adders[code.ordinal()].sum();
                if (count > 0) {
                    found.put(code, count);
                }
            }
        }
        return found;
    }

    private static LongAdder[] adders() {
        return Stream.generate(LongAdder::new).limit(CODES.length).toArray(LongAdder[]::new);
    }
}
