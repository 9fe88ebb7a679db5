package io.seckill.core.sale;

/**
 * A sale to create.
 *
 * @param id drawn by the caller
 * @param total units, 1 to {@value #MAX_TOTAL}
 * @param operator who creates it: as a {@link BuyerId}
 * @param key one per intent of the operator to create a sale
 */
public record NewSale(SaleId id, SaleTerms terms, int total, BuyerId operator, RequestKey key) {
    public static final int MAX_TOTAL = 10_000_000;

    /** @throws InvalidTermsException if the total is not as described */
    public NewSale {
        InvalidTermsException.unless(total >= 1 && total <= MAX_TOTAL, "total", "must be 1 to " + MAX_TOTAL);
    }
}
