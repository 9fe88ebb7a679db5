package io.seckill.infra.database;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.DOTALL;

import java.util.regex.Pattern;

/** What every statement of a migration keeps to, so that it leaves the previous release working and can be run again. */
enum MigrationRule {
    REMOVES_NOTHING("\\b(DROP|TRUNCATE|DELETE)\\b|\\bREPLACE\\s+INTO\\b"),
    RENAMES_NOTHING("\\bRENAME\\b"),
    CHANGES_NO_COLUMN("\\b(MODIFY|CHANGE|CONVERT)\\b|\\bALTER\\s++(?!TABLE\\b)\\w+"),
    /** The previous release does not name it when it writes a row. */
    NEW_COLUMNS_MAY_BE_LEFT_OUT("\\bALTER\\s+TABLE\\b.*\\bADD\\b(?:(?!\\b(?:DEFAULT|ADD)\\b).)*\\bNOT\\s+NULL\\b"
            + "(?!(?:(?!\\bADD\\b).)*\\bDEFAULT\\b)"),
    /** It may refuse what the previous release writes. */
    NEW_CONSTRAINTS_ARE_ON_NEW_TABLES(
            "\\bALTER\\s+TABLE\\b.*\\b(UNIQUE|CHECK|CONSTRAINT|REFERENCES|(FOREIGN|PRIMARY)\\s+KEY)\\b"),
    CAN_RUN_AGAIN("^CREATE\\s+TABLE\\s++(?!IF\\s+NOT\\s+EXISTS\\b)"
            + "|^ALTER\\b"
            + "|^CREATE\\s+(UNIQUE\\s+)?INDEX\\b"
            + "|^SET\\s+@\\w+\\s*=\\s*+(?!IF\\s*\\(\\s*EXISTS\\b)"
            + "|^INSERT\\s++(?!IGNORE\\b)(?!.*\\bON\\s+DUPLICATE\\s+KEY\\b)"),
    /** A trigger or a lock, say, may do whatever the others forbid. */
    ONLY_KNOWN_STATEMENTS("^(?!(CREATE\\s+(TABLE|(UNIQUE\\s+)?INDEX)|ALTER\\s+TABLE|SET\\s+@|PREPARE|EXECUTE|DEALLOCATE"
            + "|INSERT|UPDATE|DROP|DELETE|TRUNCATE|REPLACE|RENAME)\\b)");

    private static final Pattern COLUMN_COMMENT = Pattern.compile("\\bCOMMENT\\s+'(?:[^']|'')*'", CASE_INSENSITIVE);

    private final Pattern broken;

    MigrationRule(String broken) {
        this.broken = Pattern.compile(broken, CASE_INSENSITIVE | DOTALL);
    }

    boolean isKeptBy(String statement) {
        return !broken.matcher(COLUMN_COMMENT.matcher(statement).replaceAll("")).find();
    }
}
