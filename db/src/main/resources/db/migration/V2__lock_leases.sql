-- Locks that are kept in the database: a row per held name. The name is compared byte by byte (a collation of text would
-- take 'a' and 'a ' for one name).
CREATE TABLE IF NOT EXISTS lock_leases (
    name     VARBINARY(200) NOT NULL,
    owner    BINARY(16)     NOT NULL, -- drawn for each acquisition
    ends_at  DATETIME(6)    NOT NULL, -- in UTC, by this database's clock
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
