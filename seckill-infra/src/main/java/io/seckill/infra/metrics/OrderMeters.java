package io.seckill.infra.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.seckill.core.desk.SellingEvents.Source;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How requests were answered, and how fast. Every series is there from the start, so that its first increase is seen.
 * Safe for use by many threads.
 */
final class OrderMeters {
    private static final String REFUSED = "refused";
    private static final String NO_CODE = "none";
    private static final Map<Class<? extends Outcome>, String> OUTCOMES = Map.of(
            Outcome.Placed.class, "placed",
            Outcome.Replayed.class, "replayed",
            Outcome.Refused.class, REFUSED,
            Outcome.Unknown.class, "unknown");

    /** The codes of the HTTP answers, where one stands for the refusal alone. */
    private static final Map<Class<? extends Refusal>, String> CODES = Map.of(
            Refusal.SaleNotFound.class, "SALE_NOT_FOUND",
            Refusal.NotOpen.class, "NOT_OPEN",
            Refusal.Ended.class, "ENDED",
            Refusal.SoldOut.class, "SOLD_OUT",
            Refusal.TooManyExpired.class, "TOO_MANY_EXPIRED",
            Refusal.LimitReached.class, "LIMIT_REACHED",
            Refusal.KeyReused.class, "KEY_REUSED",
            Refusal.Busy.class, "BUSY",
            Refusal.NotStorable.class, "INTERNAL");

    private final Map<Source, Map<Class<?>, Timer>> timers = new EnumMap<>(Source.class);

    /** @throws IllegalStateException if an outcome or a refusal has no label */
    OrderMeters(MeterRegistry registry) {
        checkWhole(Outcome.class, OUTCOMES.keySet());
        checkWhole(Refusal.class, CODES.keySet());
        for (Source source : Source.values()) {
            Map<Class<?>, Timer> bySource = new HashMap<>();
            OUTCOMES.forEach((type, outcome) -> {
                if (type != Outcome.Refused.class) {
                    bySource.put(type, timer(registry, source, outcome, NO_CODE));
                }
            });
            CODES.forEach((type, code) -> bySource.put(type, timer(registry, source, REFUSED, code)));
            timers.put(source, Map.copyOf(bySource));
        }
    }

    void answered(Outcome outcome, Source source, Duration took) {
        Object kind = outcome instanceof Outcome.Refused refused ? refused.refusal() : outcome;
        Timer timer = timers.getOrDefault(source, Map.of()).get(kind.getClass());
        if (timer != null) {
            timer.record(took);
        }
    }

    private static Timer timer(MeterRegistry registry, Source source, String outcome, String code) {
        return Timer.builder("seckill.orders")
                .description("requests for an order that were answered, by what they were answered")
                .tag("outcome", outcome)
                .tag("code", code)
                .tag("source", source.name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(Buckets.TIMES)
                .register(registry);
    }

    private static void checkWhole(Class<?> sealed, Set<? extends Class<?>> labelled) {
        Set<Class<?>> all = Set.copyOf(Arrays.asList(sealed.getPermittedSubclasses()));
        if (!labelled.equals(all)) {
            throw new IllegalStateException(sealed + " has the cases " + all + ", not " + labelled);
        }
    }
}
