package io.seckill.web.sale;

import io.seckill.api.ErrorCode;
import io.seckill.api.SaleApi;
import io.seckill.api.SaleView;
import io.seckill.api.SalesView;
import io.seckill.api.TimeView;
import io.seckill.core.sale.Phase;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.web.doc.Refuses;
import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Sales and time. */
@RestController
class SaleController implements SaleApi {
    private static final CacheControl SHORT =
            CacheControl.maxAge(Duration.ofSeconds(1)).cachePublic();

    private final SaleCatalog catalog;
    private final InstantSource clock;

    SaleController(SaleCatalog catalog, InstantSource clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    @Refuses(
            value = {ErrorCode.INVALID_REQUEST, ErrorCode.BUSY},
            token = false)
    public SalesView sales(@Nullable String phase) {
        Optional<Phase> wanted = phase(phase);
        Instant now = clock.instant();
        return SaleViews.of(
                catalog.list().stream()
                        .filter(sale -> wanted.isEmpty() || wanted.get() == sale.phaseAt(now))
                        .toList(),
                now);
    }

    /** That the entity tag still holds is found out from the answer, by Spring. */
    @Override
    @Refuses(
            value = {ErrorCode.SALE_NOT_FOUND, ErrorCode.BUSY},
            token = false)
    public ResponseEntity<SaleView> sale(String saleId, @Nullable String ifNoneMatch) {
        SaleView sale = Optional.of(saleId)
                .filter(SaleId::isValid)
                .flatMap(id -> catalog.find(new SaleId(id)))
                .map(found -> SaleViews.of(found, clock.instant()))
                .orElseThrow(() -> new ProblemException(Problems.saleNotFound()));
        return ResponseEntity.ok()
                .cacheControl(SHORT)
                .eTag(SaleViews.entityTag(sale))
                .body(sale);
    }

    @Override
    @Refuses(
            value = {},
            token = false)
    public ResponseEntity<TimeView> time() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new TimeView(clock.instant()));
    }

    private static Optional<Phase> phase(@Nullable String phase) {
        if (phase == null || phase.isEmpty()) {
            return Optional.empty();
        }
        return switch (phase) {
            case "upcoming" -> Optional.of(Phase.UPCOMING);
            case "open" -> Optional.of(Phase.OPEN);
            case "ended" -> Optional.of(Phase.ENDED);
            default -> throw new ProblemException(Problems.invalid("phase", "must be upcoming, open or ended"));
        };
    }
}
