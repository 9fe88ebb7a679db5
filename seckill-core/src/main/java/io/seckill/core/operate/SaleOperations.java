package io.seckill.core.operate;

import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;

/**
 * Changes a sale while it sells, in one transaction that locks its row first, so that a batch comes before or after it as a
 * whole. Every call is written to the operators' log in the same transaction, refused ones too: who, what, when, and the
 * sale before and after. Safe for use by many threads.
 *
 * <p>Every method throws {@link io.seckill.core.sale.BackendUnavailableException} if the database did not answer; then it may
 * have been done.
 *
 * <p>Operators are named as buyers are: by the subject of their token.
 */
public interface SaleOperations {
    /**
     * Changes the terms and raises the revision.
     *
     * @param revision what the sale's must be
     * @throws io.seckill.core.sale.InvalidTermsException if the sale cannot have such terms; it names the field, and is in the
     *     log as {@code INVALID}
     */
    Operated edit(SaleId sale, int revision, SaleEdit edit, BuyerId operator);

    /**
     * Adds units to the stock, or takes some away that nobody holds or has bought. Raises the revision.
     *
     * @param delta not 0
     * @param key one per intent of the operator
     * @throws IllegalArgumentException if the delta is 0
     */
    Operated restock(SaleId sale, int delta, RequestKey key, BuyerId operator);

    /**
     * Pauses, resumes or closes a sale, and raises the revision. When it returns, no order is placed any more unless the sale
     * is {@link SaleState#ACTIVE}. A closed sale stays closed.
     */
    Operated turn(SaleId sale, SaleState to, BuyerId operator);
}
