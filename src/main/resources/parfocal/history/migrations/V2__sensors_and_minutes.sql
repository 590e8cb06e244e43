-- Sensors that belong to no focuser, and what each minute came to: a chart of a night reads a twelfth of the rows.

CREATE TABLE sensors (
    number ${identity},
    hub TEXT NOT NULL,
    id TEXT NOT NULL,
    UNIQUE (hub, id)
);

CREATE TABLE sensor_readings (
    sensor INTEGER NOT NULL REFERENCES sensors (number),
    at BIGINT NOT NULL,
    temperature SMALLINT,
    humidity SMALLINT,
    dew_point SMALLINT,
    PRIMARY KEY (sensor, at)
) ${compact};

CREATE TABLE minutes (
    focuser INTEGER NOT NULL REFERENCES focusers (number),
    at BIGINT NOT NULL,
    amount INTEGER NOT NULL,
    position_count INTEGER NOT NULL,
    position_least INTEGER,
    position_sum BIGINT,
    position_most INTEGER,
    temperature_count INTEGER NOT NULL,
    temperature_least SMALLINT,
    temperature_sum BIGINT,
    temperature_most SMALLINT,
    humidity_count INTEGER NOT NULL,
    humidity_least SMALLINT,
    humidity_sum BIGINT,
    humidity_most SMALLINT,
    dew_point_count INTEGER NOT NULL,
    dew_point_least SMALLINT,
    dew_point_sum BIGINT,
    dew_point_most SMALLINT,
    PRIMARY KEY (focuser, at)
) ${compact};

CREATE TABLE sensor_minutes (
    sensor INTEGER NOT NULL REFERENCES sensors (number),
    at BIGINT NOT NULL,
    amount INTEGER NOT NULL,
    temperature_count INTEGER NOT NULL,
    temperature_least SMALLINT,
    temperature_sum BIGINT,
    temperature_most SMALLINT,
    humidity_count INTEGER NOT NULL,
    humidity_least SMALLINT,
    humidity_sum BIGINT,
    humidity_most SMALLINT,
    dew_point_count INTEGER NOT NULL,
    dew_point_least SMALLINT,
    dew_point_sum BIGINT,
    dew_point_most SMALLINT,
    PRIMARY KEY (sensor, at)
) ${compact};

INSERT INTO minutes
SELECT focuser, at / 60000 * 60000 AS minute, COUNT(*),
    COUNT(position), MIN(position), SUM(position), MAX(position),
    COUNT(temperature), MIN(temperature), SUM(temperature), MAX(temperature),
    COUNT(humidity), MIN(humidity), SUM(humidity), MAX(humidity),
    COUNT(dew_point), MIN(dew_point), SUM(dew_point), MAX(dew_point)
FROM readings GROUP BY focuser, minute;
