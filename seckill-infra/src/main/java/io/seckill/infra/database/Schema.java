package io.seckill.infra.database;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.ValidateOutput;

/**
 * The database's schema, beside the migrations that this program brings along. Migrations that are newer than the program
 * are no fault, so that nodes can be upgraded one by one.
 */
final class Schema {
    private static final String MIGRATE = "run mvn -pl db flyway:migrate, or start with seckill.database.migrate=true";
    private static final String REPAIR = "run mvn -pl db flyway:repair, then migrate again";

    private final Flyway flyway;

    Schema(Flyway flyway) {
        this.flyway = flyway;
    }

    /** @throws SchemaException if a migration cannot be applied, or one that was applied is not this program's */
    void migrate() {
        try {
            flyway.migrate();
        } catch (FlywayValidateException e) {
            throw new SchemaException(fault(flyway.validateWithResult().invalidMigrations), e);
        } catch (FlywayException e) {
            throw explained(e);
        }
    }

    private RuntimeException explained(FlywayException e) {
        if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return new SchemaException(
                    versions() + ", but the database holds tables of something else: give the program one of its own",
                    e);
        }
        return newest(MigrationState::isFailed)
                .<RuntimeException>map(failed -> new SchemaException(
                        stopped(failed.toString()) + " (" + rootCause(e).getMessage() + "): put that right, " + REPAIR,
                        e))
                .orElse(e);
    }

    /** Writes nothing. @throws SchemaException if a migration is missing, failed, or is not this program's */
    void validate() {
        var result = flyway.validateWithResult();
        if (!result.validationSuccessful) {
            throw new SchemaException(fault(result.invalidMigrations));
        }
    }

    private String fault(List<ValidateOutput> faults) {
        for (ValidateOutput fault : faults) {
            if (fault.errorDetails.errorCode == CoreErrorCode.FAILED_VERSIONED_MIGRATION) {
                return stopped(fault.version) + ": " + REPAIR;
            }
        }
        for (ValidateOutput fault : faults) {
            if (fault.errorDetails.errorCode != CoreErrorCode.RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED) {
                return versions() + ", but migration " + fault.version + " as it was applied is not this program's: run"
                        + " the program that it came with, or, if both make the same tables, mvn -pl db flyway:repair";
            }
        }
        return versions() + ": " + MIGRATE;
    }

    private String stopped(String migration) {
        return versions() + ", and migration " + migration + " stopped half way";
    }

    private String versions() {
        String is = newest(state -> state.isApplied() && !state.isFailed())
                .map(version -> "of version " + version)
                .orElse("empty");
        String needed = newest(MigrationState::isResolved)
                .map(MigrationVersion::toString)
                .orElse("none");
        return "the database's schema is " + is + ", and this program needs version " + needed;
    }

    private Optional<MigrationVersion> newest(Predicate<MigrationState> which) {
        return Arrays.stream(flyway.info().all())
                .filter(migration -> which.test(migration.getState()))
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }

    private static Throwable rootCause(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? e : rootCause(cause);
    }
}
