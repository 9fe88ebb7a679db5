package io.seckill.core.operate;

/** What came of archiving a sale. */
public sealed interface Archived {
    /** What the operators' log calls it. */
    String word();

    /** @param orders moved by this call; 0 if it had been archived before */
    record Done(long orders) implements Archived {
        @Override
        public String word() {
            return "DONE";
        }
    }

    record NotFound() implements Archived {
        @Override
        public String word() {
            return "NOT_FOUND";
        }
    }

    /** The sale has not ended yet. */
    record NotEnded() implements Archived {
        @Override
        public String word() {
            return "NOT_ENDED";
        }
    }

    /** Orders are unpaid, or wait for their money to go back. */
    record OrdersOpen(long unpaid, long refundDue) implements Archived {
        @Override
        public String word() {
            return "ORDERS_OPEN";
        }
    }
}
