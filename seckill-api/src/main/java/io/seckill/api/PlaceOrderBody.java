package io.seckill.api;

/** @param quantity units, 1 to 1000 */
public record PlaceOrderBody(int quantity) {}
