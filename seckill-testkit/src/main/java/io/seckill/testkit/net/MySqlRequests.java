package io.seckill.testkit.net;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;

/** Recognizes requests of the MySQL protocol, for {@link TcpProxy#cutAnswerAfter}. */
public final class MySqlRequests {
    /** Length (3 bytes), sequence number, command. */
    private static final int HEADER = 5;

    private static final int COM_QUERY = 3;
    /** Where the client may put the query's attributes: none are sent, which takes two bytes. */
    private static final int ATTRIBUTES = 2;

    private MySqlRequests() {}

    /** Matches the packet by which a driver commits, {@code COM_QUERY} with {@code COMMIT}; unencrypted only. */
    public static Predicate<byte[]> commit() {
        return query("commit");
    }

    /**
     * Matches a packet that holds exactly this statement as text, in any case; unencrypted only.
     *
     * @param statement in ASCII
     */
    public static Predicate<byte[]> query(String statement) {
        String wanted = statement.toLowerCase(Locale.ROOT);
        return chunk -> {
            int begin = chunk.length - wanted.length();
            return (begin == HEADER || begin == HEADER + ATTRIBUTES)
                    && chunk[HEADER - 1] == COM_QUERY
                    && new String(chunk, begin, wanted.length(), StandardCharsets.US_ASCII)
                            .toLowerCase(Locale.ROOT)
                            .equals(wanted);
        };
    }
}
