package io.seckill.api;

import java.time.Duration;
import java.time.Instant;

/**
 * A sale to create.
 *
 * @param title 1 to 200 characters
 * @param price of one unit, in the currency's minor unit
 * @param currency an ISO 4217 code
 * @param total units, 1 to 10,000,000
 * @param limitPerBuyer units that one buyer may hold or have bought, 1 to 1000
 * @param opensAt as all times, kept to the microsecond; what is finer is dropped
 * @param closesAt after {@code opensAt}
 * @param payWithin how long an unpaid order is held: whole seconds, up to 30 days
 */
public record NewSaleBody(
        String title,
        long price,
        String currency,
        int total,
        int limitPerBuyer,
        Instant opensAt,
        Instant closesAt,
        Duration payWithin) {}
