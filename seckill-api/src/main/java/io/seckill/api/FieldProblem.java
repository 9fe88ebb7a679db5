package io.seckill.api;

/**
 * What is wrong with one part of a request.
 *
 * @param field a field of the body, a parameter or a header; {@code body} for the body as a whole
 * @param message what would be right, as in "must be a whole number from 1 to 1000"
 */
public record FieldProblem(String field, String message) {}
