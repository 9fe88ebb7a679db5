package io.seckill.api;

import java.time.Instant;
import java.util.Optional;

/**
 * What to change of a sale: at least one field. What is left out, or null, stays as it is.
 *
 * @param title 1 to 200 characters
 * @param opensAt as all times, kept to the microsecond; what is finer is dropped
 * @param closesAt after {@code opensAt}
 * @param limitPerBuyer units that one buyer may hold or have bought, 1 to 1000; no less than any buyer has
 */
public record SaleEditBody(
        Optional<String> title,
        Optional<Instant> opensAt,
        Optional<Instant> closesAt,
        Optional<Integer> limitPerBuyer) {}
