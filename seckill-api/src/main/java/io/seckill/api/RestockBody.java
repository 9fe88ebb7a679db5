package io.seckill.api;

/** @param delta units to add, or, below 0, to take away; never those that somebody holds or has bought */
public record RestockBody(int delta) {}
