package io.seckill.api;

import java.util.List;

/** Some sales; those that close last come first. */
public record SalesView(List<SaleView> sales) {}
