-- One row a committed slice, also one without rows: what was read, and when reading began.
create table if not exists ops.read_windows (
    source varchar not null,
    connection varchar not null,
    stream varchar not null,
    slice_id varchar not null,
    window_from timestamp not null,
    window_to timestamp not null,
    began_at timestamp not null
);
