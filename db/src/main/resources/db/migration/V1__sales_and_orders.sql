-- The one truth: sales with their stock, and orders.
-- Ids, subjects and keys are compared byte by byte: 'Alice', 'alice' and 'álice' are three buyers.
-- Run again after it was cut off, it makes what is missing.

CREATE TABLE IF NOT EXISTS sales (
    id               VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    title            VARCHAR(200) NOT NULL,
    price            BIGINT       NOT NULL COMMENT 'of one unit, in minor units',
    currency         CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    opens_at         DATETIME(6)  NOT NULL COMMENT 'UTC, as every time here',
    closes_at        DATETIME(6)  NOT NULL,
    limit_per_buyer  INT          NOT NULL,
    pay_within       INT          NOT NULL COMMENT 'seconds',
    state            VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    total            INT          NOT NULL,
    available        INT          NOT NULL,
    placed           BIGINT       NOT NULL DEFAULT 0 COMMENT 'orders ever placed; only grows',
    revision         INT          NOT NULL DEFAULT 0 COMMENT 'raised by edits of operators',
    created_by       VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    create_key       VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    desk_process     CHAR(16)     CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the run of the program that is the desk',
    desk_host        VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    desk_port        INT          NULL,
    desk_elected_at  DATETIME(6)  NULL,
    PRIMARY KEY (id),
    -- creating the same sale twice
    UNIQUE KEY sales_by_create_key (created_by, create_key),
    -- listing
    KEY sales_by_closing (closes_at),
    CONSTRAINT sales_available CHECK (available >= 0 AND available <= total),
    CONSTRAINT sales_times CHECK (closes_at > opens_at),
    CONSTRAINT sales_limit CHECK (limit_per_buyer >= 1),
    CONSTRAINT sales_state CHECK (state IN ('ACTIVE', 'PAUSED', 'CLOSED'))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS orders (
    id           CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'a ULID: new rows go to the end',
    sale_id      VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    buyer        VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    request_key  VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    quantity     INT          NOT NULL,
    amount       BIGINT       NOT NULL COMMENT 'in minor units',
    currency     CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status       VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    placed_at    DATETIME(6)  NOT NULL,
    pay_by       DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    -- one order per request; replays, limits, and the fingerprints of a sale are read from it
    UNIQUE KEY orders_by_request (sale_id, buyer, request_key),
    -- a buyer's own orders, newest first
    KEY orders_by_buyer (buyer, id),
    CONSTRAINT orders_quantity CHECK (quantity >= 1),
    CONSTRAINT orders_amount CHECK (amount >= 0),
    CONSTRAINT orders_status CHECK (status IN ('UNPAID', 'PAID', 'CANCELLED', 'EXPIRED', 'REFUND_DUE', 'REFUNDED'))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Fencing tokens: a counter per lock name, which outlives whatever happens to the lock's backend.
CREATE TABLE IF NOT EXISTS fencing_tokens (
    name   VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    token  BIGINT       NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
