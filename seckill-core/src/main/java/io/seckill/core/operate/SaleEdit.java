package io.seckill.core.operate;

import io.seckill.core.sale.SaleTerms;
import java.time.Instant;
import java.util.Optional;

/** What an operator changes of a sale's terms; what is empty stays as it is. */
public record SaleEdit(
        Optional<String> title,
        Optional<Instant> opensAt,
        Optional<Instant> closesAt,
        Optional<Integer> limitPerBuyer) {
    /** @throws io.seckill.core.sale.InvalidTermsException if the sale cannot have such terms; it names the field */
    public SaleTerms applyTo(SaleTerms terms) {
        return new SaleTerms(
                title.orElse(terms.title()),
                terms.price(),
                opensAt.orElse(terms.opensAt()),
                closesAt.orElse(terms.closesAt()),
                limitPerBuyer.orElse(terms.limitPerBuyer()),
                terms.payWithin());
    }
}
