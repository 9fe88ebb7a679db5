package io.seckill.api;

/** @param token for {@code Authorization: Bearer} */
public record TokenView(String token) {}
