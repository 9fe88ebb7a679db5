package io.seckill.infra.database;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;

/** A process that dies inside a migration, without a word to the database. */
final class MigratingProcess {
    static final int KILLED = 137;

    private MigratingProcess() {}

    /** Starts one with this JVM's class path; its output goes where this process's goes. */
    static Process start(FreshDatabase database, int statements) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator),
                        "-XX:TieredStopAtLevel=1",
                        MigratingProcess.class.getName(),
                        database.url(),
                        database.migrationUser(),
                        database.migrationPassword(),
                        Integer.toString(statements)))
                .inheritIO()
                .start();
    }

    public static void main(String[] args) {
        Flyway.configure()
                .dataSource(args[0], args[1], args[2])
                .locations(FreshDatabase.MIGRATIONS)
                .callbacks(new AfterStatements(
                        Integer.parseInt(args[3]), () -> Runtime.getRuntime().halt(KILLED)))
                .load()
                .migrate();
    }
}
