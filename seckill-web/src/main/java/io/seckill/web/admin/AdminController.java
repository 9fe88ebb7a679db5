package io.seckill.web.admin;

import io.seckill.api.AdminApi;
import io.seckill.api.AuditView;
import io.seckill.api.ErrorCode;
import io.seckill.api.NewSaleBody;
import io.seckill.api.SaleView;
import io.seckill.api.SalesView;
import io.seckill.api.StatsView;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.web.doc.Refuses;
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
    private final SaleFigures figures;
    private final InstantSource clock;

    AdminController(SaleCatalog catalog, SaleCreation creation, SaleFigures figures, InstantSource clock) {
        this.catalog = catalog;
        this.creation = creation;
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
