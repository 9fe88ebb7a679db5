package io.seckill.api;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * What an operator may do, with a token of the role {@code admin}. The server implements it, and clients can be made
 * from it.
 */
@HttpExchange(url = "/api/admin/sales", accept = "application/json")
public interface AdminApi {
    /** Creates a sale: 201, or 200 with {@link Headers#REPLAYED} when an earlier call with the same key had created it. */
    @PostExchange(contentType = "application/json")
    ResponseEntity<SaleView> create(@RequestHeader(Headers.IDEMPOTENCY_KEY) String key, @RequestBody NewSaleBody body);

    /** The sales; those that close last come first. */
    @GetExchange
    SalesView sales();

    /**
     * Changes the sale's terms, and raises its revision.
     *
     * @param ifMatch the entity tag of an earlier answer: the sale's revision in quotes, as in {@code "3"}
     */
    @PatchExchange(url = "/{saleId}", contentType = "application/json")
    ResponseEntity<SaleView> edit(
            @PathVariable String saleId, @RequestHeader("If-Match") String ifMatch, @RequestBody SaleEditBody body);

    /** Adds units, or takes some away, while the sale sells. {@link Headers#REPLAYED} says that an earlier call had done it. */
    @PostExchange(url = "/{saleId}/restock", contentType = "application/json")
    ResponseEntity<SaleView> restock(
            @PathVariable String saleId,
            @RequestHeader(Headers.IDEMPOTENCY_KEY) String key,
            @RequestBody RestockBody body);

    /** Takes no orders any more, once it is answered, until it is resumed. */
    @PostExchange("/{saleId}/pause")
    ResponseEntity<SaleView> pause(@PathVariable String saleId);

    /** Takes orders again. */
    @PostExchange("/{saleId}/resume")
    ResponseEntity<SaleView> resume(@PathVariable String saleId);

    /** Ends the sale for good. Unpaid orders may still be paid. */
    @PostExchange("/{saleId}/close")
    ResponseEntity<SaleView> close(@PathVariable String saleId);

    /** What goes on in the sale, as the node that is asked sees it. */
    @GetExchange("/{saleId}/stats")
    StatsView stats(@PathVariable String saleId);

    /** Checks the sale's laws against the database. */
    @GetExchange("/{saleId}/audit")
    AuditView audit(@PathVariable String saleId);
}
