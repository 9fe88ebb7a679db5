package io.seckill.web.admin;

import io.seckill.api.ErrorCode;
import io.seckill.api.Headers;
import io.seckill.api.NewSaleBody;
import io.seckill.api.SaleView;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.CreatedSale;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.web.Cases;
import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import io.seckill.web.request.Caller;
import io.seckill.web.sale.SaleViews;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Creates sales, once per operator and key. */
@Component
class SaleCreation {
    private final SaleCatalog catalog;
    private final Caller caller;
    private final InstantSource clock;
    private final RandomGenerator random = new SecureRandom();
    private final Cases<CreatedSale, ResponseEntity<SaleView>> answers =
            Cases.<CreatedSale, ResponseEntity<SaleView>>of(CreatedSale.class)
                    .on(CreatedSale.Created.class, created -> created(created.sale()))
                    .on(CreatedSale.Replayed.class, replayed -> replayed(replayed.sale()))
                    .on(CreatedSale.KeyReused.class, reused -> {
                        throw new ProblemException(Problems.keyReused());
                    })
                    .whole();

    SaleCreation(SaleCatalog catalog, Caller caller, InstantSource clock) {
        this.catalog = catalog;
        this.caller = caller;
        this.clock = clock;
    }

    ResponseEntity<SaleView> create(RequestKey key, NewSaleBody body) {
        NewSale sale = NewSales.of(draw(), body, caller.id(), key);
        try {
            return answers.apply(catalog.create(sale));
        } catch (BackendUnavailableException e) {
            throw new ProblemException(
                    Problems.of(
                            ErrorCode.OUTCOME_UNKNOWN,
                            "The sale may have been created. Ask again with the same Idempotency-Key to learn whether it was."));
        }
    }

    private SaleId draw() {
        return new SaleId(Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX));
    }

    private ResponseEntity<SaleView> created(Sale sale) {
        return ResponseEntity.created(URI.create("/api/sales/" + sale.id()))
                .eTag(Revisions.tag(sale.revision()))
                .body(view(sale));
    }

    private ResponseEntity<SaleView> replayed(Sale sale) {
        return ResponseEntity.ok()
                .eTag(Revisions.tag(sale.revision()))
                .header(Headers.REPLAYED, "true")
                .body(view(sale));
    }

    private SaleView view(Sale sale) {
        return SaleViews.of(sale, clock.instant());
    }
}
