package io.seckill.core.sale;

/**
 * Some of the ASCII characters. Ids and keys are checked several times on an order's way, and a regular expression takes
 * many times as long as this. Safe for use by many threads.
 */
final class Alphabet {
    static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static final String DIGITS = "0123456789";
    static final String WORD = CAPITALS + "abcdefghijklmnopqrstuvwxyz" + DIGITS + "_-";

    private static final int ASCII = 128;

    private final boolean[] members = new boolean[ASCII];

    Alphabet(String characters) {
        characters.chars().forEach(c -> members[c] = true);
    }

    boolean has(char c) {
        return c < ASCII && members[c];
    }

    /** Whether the text has nothing else, and that many characters. */
    boolean spells(String text, int least, int most) {
        int length = text.length();
        if (length < least || length > most) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!has(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
