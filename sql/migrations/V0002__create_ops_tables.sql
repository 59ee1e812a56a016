-- Files of committed manifests: only their rows count.
create table if not exists ops.landed_files (
    key varchar not null,
    source varchar not null,
    connection varchar not null,
    stream varchar not null,
    "rows" bigint not null
);

-- One row a check and run; quality scores are computed from them.
create table if not exists quality.check_results (
    run_id varchar not null,
    checked_at timestamp not null,
    "check" varchar not null,
    family varchar not null,
    "table" varchar not null,
    "column" varchar,
    severity varchar not null,
    outcome varchar not null,
    value double,
    threshold double,
    unit varchar not null,
    sample_keys varchar not null,
    message varchar not null
);
