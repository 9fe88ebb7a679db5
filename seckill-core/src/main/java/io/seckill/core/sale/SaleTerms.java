package io.seckill.core.sale;

import java.time.Duration;
import java.time.Instant;

/**
 * What an operator sets for a sale.
 *
 * @param title 1 to {@value #MAX_TITLE} characters, not blank
 * @param price of one unit
 * @param opensAt the first instant at which orders are taken
 * @param closesAt the first instant at which they are not any more; after {@code opensAt}
 * @param limitPerBuyer the most units one buyer may hold or have bought: 1 to {@value #MAX_LIMIT}
 * @param payWithin how long an unpaid order is held: 1 second to {@value #MAX_PAY_DAYS} days, in whole seconds
 */
public record SaleTerms(
        String title, Money price, Instant opensAt, Instant closesAt, int limitPerBuyer, Duration payWithin) {
    public static final int MAX_TITLE = 200;
    public static final int MAX_LIMIT = 1_000;
    public static final int MAX_PAY_DAYS = 30;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** @throws InvalidTermsException if a value is not as described; it names the field */
    public SaleTerms {
        InvalidTermsException.unless(
                !title.isBlank() && title.length() <= MAX_TITLE, "title", "must be 1 to " + MAX_TITLE + " characters");
        InvalidTermsException.unless(
                title.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE),
                "title",
                "must not contain control characters");
        InvalidTermsException.unless(
                !opensAt.isBefore(EARLIEST) && opensAt.isBefore(LATEST),
                "opensAt",
                "must be in the years 2000 to 2199");
        InvalidTermsException.unless(
                closesAt.isAfter(opensAt) && closesAt.isBefore(LATEST),
                "closesAt",
                "must be after opensAt and before the year 2200");
        InvalidTermsException.unless(
                limitPerBuyer >= 1 && limitPerBuyer <= MAX_LIMIT, "limitPerBuyer", "must be 1 to " + MAX_LIMIT);
        InvalidTermsException.unless(
                payWithin.compareTo(Duration.ofSeconds(1)) >= 0
                        && payWithin.compareTo(Duration.ofDays(MAX_PAY_DAYS)) <= 0
                        && payWithin.equals(Duration.ofSeconds(payWithin.toSeconds())),
                "payWithin",
                "must be whole seconds, 1 second to " + MAX_PAY_DAYS + " days");
        InvalidTermsException.unless(
                price.minorUnits() <= Long.MAX_VALUE / MAX_LIMIT,
                "price",
                "must be at most " + Long.MAX_VALUE / MAX_LIMIT);
    }
}
