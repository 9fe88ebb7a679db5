package io.seckill.api;

/** @param paymentUrl where the buyer pays */
public record PaymentPageView(String paymentUrl) {}
