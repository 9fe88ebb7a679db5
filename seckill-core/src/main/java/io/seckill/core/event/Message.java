package io.seckill.core.event;

import io.seckill.core.sale.SaleId;

/**
 * An {@link OrderEvent} as other programs read it.
 *
 * @param id stays the same when it is published again; of two messages about one order the later has the larger one
 * @param payload JSON, as the schema in {@code seckill-api} says
 */
public record Message(long id, OrderEvent.Type type, SaleId sale, String payload) {}
