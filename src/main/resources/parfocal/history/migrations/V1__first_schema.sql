-- One schema for SQLite and PostgreSQL; what differs between them are the placeholders in Migrations.java.
-- Times are milliseconds since 1970; positions are steps.

CREATE TABLE focusers (
    number ${identity},
    hub TEXT NOT NULL,
    id TEXT NOT NULL,
    UNIQUE (hub, id)
);

-- Hundredths of a degree and tenths of a percent, as whole numbers: a year at one row per five seconds has to stay small.
CREATE TABLE readings (
    focuser INTEGER NOT NULL REFERENCES focusers (number),
    at BIGINT NOT NULL,
    position INTEGER NOT NULL,
    temperature SMALLINT,
    humidity SMALLINT,
    dew_point SMALLINT,
    PRIMARY KEY (focuser, at)
) ${compact};

CREATE TABLE moves (
    focuser INTEGER NOT NULL REFERENCES focusers (number),
    at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    from_position INTEGER NOT NULL,
    target INTEGER NOT NULL,
    position INTEGER NOT NULL,
    ordered_by TEXT NOT NULL,
    trouble TEXT,
    PRIMARY KEY (focuser, at, target)
) ${compact};

CREATE TABLE runs (
    focuser INTEGER NOT NULL REFERENCES focusers (number),
    at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    camera TEXT NOT NULL,
    ordered_by TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT,
    best DOUBLE PRECISION,
    sigma DOUBLE PRECISION,
    hfr DOUBLE PRECISION,
    temperature DOUBLE PRECISION,
    filter TEXT,
    result TEXT NOT NULL,
    PRIMARY KEY (focuser, at)
);

CREATE TABLE notes (
    focuser INTEGER NOT NULL REFERENCES focusers (number),
    at BIGINT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (focuser, at)
);

CREATE TABLE compensation_points (
    focuser INTEGER NOT NULL REFERENCES focusers (number),
    number INTEGER NOT NULL,
    at BIGINT NOT NULL,
    source TEXT NOT NULL,
    night TEXT NOT NULL,
    filter TEXT NOT NULL,
    temperature DOUBLE PRECISION NOT NULL,
    position DOUBLE PRECISION NOT NULL,
    sigma DOUBLE PRECISION,
    PRIMARY KEY (focuser, number)
);
