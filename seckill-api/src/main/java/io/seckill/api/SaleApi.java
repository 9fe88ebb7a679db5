package io.seckill.api;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** What everyone may ask, without a token. The server implements it, and clients can be made from it. */
@HttpExchange(url = "/api", accept = "application/json")
public interface SaleApi {
    /** @param phase {@code upcoming}, {@code open} or {@code ended}; without it, all */
    @GetExchange("/sales")
    SalesView sales(@RequestParam(required = false) @Nullable String phase);

    /**
     * The sale, perhaps a second old.
     *
     * @param ifNoneMatch the entity tag of an earlier answer; if it still holds, the answer is 304 without a body
     */
    @GetExchange("/sales/{saleId}")
    ResponseEntity<SaleView> sale(
            @PathVariable String saleId,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch);

    @GetExchange("/time")
    ResponseEntity<TimeView> time();
}
