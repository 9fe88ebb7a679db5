package io.seckill.api;

import java.util.List;

/**
 * Asks for a token, in the demo only.
 *
 * @param subject who it is for: 1 to 128 characters
 * @param roles one or both of {@code buyer} and {@code admin}
 */
public record TokenRequest(String subject, List<String> roles) {}
