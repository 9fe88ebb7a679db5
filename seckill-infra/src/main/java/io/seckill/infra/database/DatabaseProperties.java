package io.seckill.infra.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the program does about the database's schema.
 *
 * @param migrate whether the program applies the migrations that are missing when it starts; if not, it only looks, and
 *     does not start on a schema that lacks one
 */
@ConfigurationProperties(value = "seckill.database", ignoreUnknownFields = false)
public record DatabaseProperties(@DefaultValue("true") boolean migrate) {}
