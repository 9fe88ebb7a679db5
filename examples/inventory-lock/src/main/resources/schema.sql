CREATE TABLE IF NOT EXISTS articles (
    sku      VARCHAR(40) NOT NULL,
    counted  INT,                         -- what the last recount found
    token    BIGINT      NOT NULL DEFAULT 0, -- of the lease under which it did
    PRIMARY KEY (sku)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS stock (
    sku    VARCHAR(40) NOT NULL,
    shelf  VARCHAR(40) NOT NULL,
    units  INT         NOT NULL,
    PRIMARY KEY (sku, shelf),
    CONSTRAINT stock_article FOREIGN KEY (sku) REFERENCES articles (sku),
    CONSTRAINT stock_units CHECK (units >= 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE IF NOT EXISTS reports (
    day    DATE NOT NULL,
    units  INT  NOT NULL,
    PRIMARY KEY (day)
) ENGINE = InnoDB;

-- Where DatabaseFencingTokens keeps the last token of each lock; as it stands in seckill-db.
CREATE TABLE IF NOT EXISTS fencing_tokens (
    name   VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    token  BIGINT       NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
