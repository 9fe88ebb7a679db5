package io.seckill.api;

import java.time.Instant;

/** @param now the server's clock, for countdowns */
public record TimeView(Instant now) {}
