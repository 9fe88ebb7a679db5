-- One of each that a migration may do.

CREATE TABLE IF NOT EXISTS notes (
    id    BIGINT       NOT NULL,
    text  VARCHAR(200) NOT NULL CHECK (text <> ''),
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT IGNORE INTO notes (id, text) VALUES (1, 'it''s one; -- not two');

SET @step = IF(EXISTS (SELECT * FROM information_schema.columns
                       WHERE table_schema = DATABASE() AND table_name = 'orders' AND column_name = 'channel'),
    'DO 0',
    'ALTER TABLE orders ADD COLUMN channel VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''WEB'',
                        ADD COLUMN note BIGINT NULL');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;

SET @step = IF(EXISTS (SELECT * FROM information_schema.statistics
                       WHERE table_schema = DATABASE() AND table_name = 'orders' AND index_name = 'orders_by_channel'),
    'DO 0',
    'ALTER TABLE orders ADD KEY orders_by_channel (channel)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
