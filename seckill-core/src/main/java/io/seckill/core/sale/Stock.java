package io.seckill.core.sale;

/**
 * @param total units that the sale has
 * @param available units that nobody holds or has bought: 0 to {@code total}
 */
public record Stock(int total, int available) {
    /** @throws IllegalArgumentException if not {@code 0 <= available <= total} */
    public Stock {
        if (available < 0 || available > total) {
            throw new IllegalArgumentException(
                    "stock: available must be between 0 and the total of " + total + ", but is " + available);
        }
    }

    public static Stock full(int total) {
        return new Stock(total, total);
    }

    public boolean isSoldOut() {
        return available == 0;
    }
}
