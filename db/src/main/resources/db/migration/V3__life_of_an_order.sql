-- What happens to an order after it was placed, and what operators do. Run again after it was cut off, it makes what is missing.

-- Expiry, sale by sale: the order that is due first, and the unpaid ones whose time is over, those that are due longest first.
-- The sale comes first, so that expiring one sale neither reads nor locks another one's orders.
SET @step = IF(EXISTS (SELECT * FROM information_schema.statistics
                       WHERE table_schema = DATABASE() AND table_name = 'orders' AND index_name = 'orders_by_payment_due'),
    'DO 0',
    'ALTER TABLE orders ADD INDEX orders_by_payment_due (sale_id, status, pay_by)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;

-- Payments as the gateway tells of them: written before they have any effect, and kept.
CREATE TABLE IF NOT EXISTS payments (
    id            VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the gateway''s',
    order_id      CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount        BIGINT       NOT NULL COMMENT 'in minor units',
    currency      CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status        VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    effect        VARCHAR(12)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'what it meant for its order, once that is known',
    received_at   DATETIME(6)  NOT NULL,
    next_step_at  DATETIME(6)  NOT NULL COMMENT 'when it is settled, or its refund tried, next',
    refund_tries  INT          NOT NULL DEFAULT 0,
    last_failure  VARCHAR(200) NULL COMMENT 'of the latest try to refund it',
    refunded_at   DATETIME(6)  NULL,
    PRIMARY KEY (id),
    -- what is to be settled or refunded next
    KEY payments_by_next_step (status, next_step_at),
    CONSTRAINT payments_amount CHECK (amount >= 0),
    CONSTRAINT payments_status CHECK (status IN ('RECEIVED', 'ACCEPTED', 'REFUND_DUE', 'REFUNDED'))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Events for other programs, written in the transaction that they tell of. What is told of their orders is read when they are
-- published: a batch's row is small. Published ones are marked, and removed a day later.
CREATE TABLE IF NOT EXISTS outbox (
    id            BIGINT       NOT NULL AUTO_INCREMENT COMMENT 'grows along each order, though not with the commits',
    type          VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sale_id       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_count   INT          NOT NULL,
    orders        TEXT         CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'JSON: their ids; null: the sale''s that were placed then',
    at            DATETIME(6)  NOT NULL COMMENT 'when it happened',
    published_at  DATETIME(6)  NULL,
    PRIMARY KEY (id),
    -- what is yet to be published; what may be removed, or is published again
    KEY outbox_by_publishing (published_at, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What operators did: who, what, when, before and after.
CREATE TABLE IF NOT EXISTS operator_log (
    id            BIGINT       NOT NULL AUTO_INCREMENT,
    at            DATETIME(6)  NOT NULL,
    operator      VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    action        VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sale_id       VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_key   VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of what was done; refused calls leave their key free',
    outcome       VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    asked         VARCHAR(1000) NOT NULL COMMENT 'JSON',
    sale_before   VARCHAR(2000) NULL COMMENT 'JSON',
    sale_after    VARCHAR(2000) NULL COMMENT 'JSON; as before, if nothing was done',
    PRIMARY KEY (id),
    -- restocking twice with one key
    UNIQUE KEY operator_log_by_key (operator, request_key),
    -- the history of a sale
    KEY operator_log_by_sale (sale_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The orders of sales that were archived.
CREATE TABLE IF NOT EXISTS orders_archive (
    id           CHAR(26)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sale_id      VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    buyer        VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    request_key  VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    quantity     INT          NOT NULL,
    amount       BIGINT       NOT NULL COMMENT 'in minor units',
    currency     CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status       VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    placed_at    DATETIME(6)  NOT NULL,
    pay_by       DATETIME(6)  NOT NULL,
    archived_at  DATETIME(6)  NOT NULL,
    PRIMARY KEY (id),
    -- audits; one order per request, as before
    UNIQUE KEY orders_archive_by_request (sale_id, buyer, request_key),
    -- what was placed together, to be told again
    KEY orders_archive_by_placing (sale_id, placed_at),
    CONSTRAINT orders_archive_status CHECK (status IN ('PAID', 'CANCELLED', 'EXPIRED', 'REFUNDED'))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
