-- One row a model that the warehouse refused to build in a run: it and what stands on it keep their last good version.
create table if not exists ops.model_refusals (
    run_id varchar not null,
    model varchar not null,
    reason varchar not null
);
