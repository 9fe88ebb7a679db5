package io.seckill.web.admin;

import io.seckill.api.AdminApi;
import io.seckill.api.AuditView;
import io.seckill.api.ErrorCode;
import io.seckill.api.NewSaleBody;
import io.seckill.api.RestockBody;
import io.seckill.api.SaleEditBody;
import io.seckill.api.SaleView;
import io.seckill.api.SalesView;
import io.seckill.api.StatsView;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleState;
import io.seckill.web.doc.Refuses;
import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import io.seckill.web.request.RequestKeys;
import io.seckill.web.sale.SaleViews;
import java.time.InstantSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** The operators' calls. */
@RestController
class AdminController implements AdminApi {
    private final SaleCatalog catalog;
    private final SaleCreation creation;
    private final SaleChanges changes;
    private final SaleFigures figures;
    private final InstantSource clock;

    AdminController(
            SaleCatalog catalog, SaleCreation creation, SaleChanges changes, SaleFigures figures, InstantSource clock) {
        this.catalog = catalog;
        this.creation = creation;
        this.changes = changes;
        this.figures = figures;
        this.clock = clock;
    }

    @Override
    @Refuses({
        ErrorCode.INVALID_REQUEST,
        ErrorCode.KEY_REUSED,
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        ErrorCode.OUTCOME_UNKNOWN
    })
    public ResponseEntity<SaleView> create(String key, NewSaleBody body) {
        return creation.create(RequestKeys.read(key), body);
    }

    @Override
    @Refuses(ErrorCode.BUSY)
    public SalesView sales() {
        return SaleViews.of(catalog.list(), clock.instant());
    }

    @Override
    @Refuses({
        ErrorCode.INVALID_REQUEST,
        ErrorCode.SALE_NOT_FOUND,
        ErrorCode.ENDED,
        ErrorCode.PRECONDITION_FAILED,
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        ErrorCode.OUTCOME_UNKNOWN
    })
    public ResponseEntity<SaleView> edit(String saleId, String ifMatch, SaleEditBody body) {
        return changes.edit(saleId, Revisions.read(ifMatch), SaleEdits.of(body));
    }

    @Override
    @Refuses({
        ErrorCode.INVALID_REQUEST,
        ErrorCode.SALE_NOT_FOUND,
        ErrorCode.ENDED,
        ErrorCode.KEY_REUSED,
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        ErrorCode.OUTCOME_UNKNOWN
    })
    public ResponseEntity<SaleView> restock(String saleId, String key, RestockBody body) {
        RequestKey requestKey = RequestKeys.read(key);
        if (body.delta() == 0) {
            throw new ProblemException(Problems.invalid("delta", "must be a whole number, but not 0"));
        }
        return changes.restock(saleId, body.delta(), requestKey);
    }

    @Override
    @Refuses({ErrorCode.SALE_NOT_FOUND, ErrorCode.ENDED, ErrorCode.OUTCOME_UNKNOWN})
    public ResponseEntity<SaleView> pause(String saleId) {
        return changes.turn(saleId, SaleState.PAUSED);
    }

    @Override
    @Refuses({ErrorCode.SALE_NOT_FOUND, ErrorCode.ENDED, ErrorCode.OUTCOME_UNKNOWN})
    public ResponseEntity<SaleView> resume(String saleId) {
        return changes.turn(saleId, SaleState.ACTIVE);
    }

    @Override
    @Refuses({ErrorCode.SALE_NOT_FOUND, ErrorCode.OUTCOME_UNKNOWN})
    public ResponseEntity<SaleView> close(String saleId) {
        return changes.turn(saleId, SaleState.CLOSED);
    }

    @Override
    @Refuses({ErrorCode.SALE_NOT_FOUND, ErrorCode.BUSY})
    public StatsView stats(String saleId) {
        return figures.stats(saleId);
    }

    @Override
    @Refuses({ErrorCode.SALE_NOT_FOUND, ErrorCode.BUSY})
    public AuditView audit(String saleId) {
        return figures.audit(saleId);
    }
}
