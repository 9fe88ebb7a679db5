package io.seckill.core.sale;

/** What came of creating a sale. */
public sealed interface CreatedSale {
    record Created(Sale sale) implements CreatedSale {}

    /** The operator had created this sale with the same key and the same terms. */
    record Replayed(Sale sale) implements CreatedSale {}

    /** The operator had used this key for a sale with other terms. */
    record KeyReused() implements CreatedSale {}
}
