package io.seckill.core.operate;

import io.seckill.core.sale.Sale;

/** What came of an operator's call. */
public sealed interface Operated {
    /** What the operators' log calls it. */
    String word();

    /** It is done, and durable. */
    record Done(Sale sale) implements Operated {
        @Override
        public String word() {
            return "DONE";
        }
    }

    /** Nothing was to be done: the sale stands so already, or an earlier call with the key had done it. */
    record Unchanged(Sale sale) implements Operated {
        @Override
        public String word() {
            return "UNCHANGED";
        }
    }

    record NotFound() implements Operated {
        @Override
        public String word() {
            return "NOT_FOUND";
        }
    }

    /** Somebody else edited the sale since. */
    record OtherRevision(Sale sale) implements Operated {
        @Override
        public String word() {
            return "OTHER_REVISION";
        }
    }

    /** The sale was closed, which is for good. */
    record Closed(Sale sale) implements Operated {
        @Override
        public String word() {
            return "CLOSED";
        }
    }

    /** The operator used this key for another restock. */
    record KeyReused() implements Operated {
        @Override
        public String word() {
            return "KEY_REUSED";
        }
    }

    /**
     * More units were to be taken away than nobody holds or has bought, or more added than a sale may have.
     *
     * @param least the least delta that would do now
     * @param most the largest one
     */
    record DeltaOutOfBounds(Sale sale, int least, int most) implements Operated {
        @Override
        public String word() {
            return "OUT_OF_BOUNDS";
        }
    }

    /** A buyer has more units in live orders than the limit that was to be set: the most that one has. */
    record LimitBelowBought(Sale sale, int mostBought) implements Operated {
        @Override
        public String word() {
            return "BELOW_BOUGHT";
        }
    }
}
