create database if not exists retailpulse data_retention_time_in_days = 7;

use database retailpulse;

create table if not exists raw.klaviyo__profiles (
  record variant not null,
  _source varchar not null,
  _connection varchar not null,
  _stream varchar not null,
  _run_id varchar not null,
  _slice_id varchar not null,
  _extracted_at timestamp_ntz not null,
  _row bigint not null,
  _file varchar not null,
  _loaded_at timestamp_ntz not null
);

create table if not exists raw.shopify__orders (
  record variant not null,
  _source varchar not null,
  _connection varchar not null,
  _stream varchar not null,
  _run_id varchar not null,
  _slice_id varchar not null,
  _extracted_at timestamp_ntz not null,
  _row bigint not null,
  _file varchar not null,
  _loaded_at timestamp_ntz not null
);

create schema if not exists vault;

create table if not exists vault.personal_values (token varchar not null, kind varchar not null, value varchar not null);

create tag if not exists vault.personal allowed_values 'direct', 'indirect';

create masking policy if not exists vault.unveil as (value varchar) returns varchar -> case when is_role_in_session('RETAILPULSE_PII_READER') then value else '•••' end;

alter table vault.personal_values modify column value set masking policy vault.unveil force;

alter table vault.personal_values modify column value set tag vault.personal = 'direct';

create file format if not exists raw.landed_lines type = json compression = gzip strip_outer_array = false;

create storage integration if not exists RETAILPULSE_LAKE type = external_stage storage_provider = 's3' enabled = true storage_aws_role_arn = 'arn:aws:iam::111122223333:role/retailpulse-prod-snowflake' storage_allowed_locations = ('s3://example-lake/landing/');

grant usage on integration RETAILPULSE_LAKE to role RETAILPULSE_LOADER;

grant usage on warehouse RETAILPULSE to role RETAILPULSE_ADMIN;

grant usage on database retailpulse to role RETAILPULSE_ADMIN;

grant usage on warehouse RETAILPULSE to role RETAILPULSE_LOADER;

grant usage on database retailpulse to role RETAILPULSE_LOADER;

grant usage on warehouse RETAILPULSE to role RETAILPULSE_TRANSFORMER;

grant usage on database retailpulse to role RETAILPULSE_TRANSFORMER;

grant usage on warehouse RETAILPULSE to role RETAILPULSE_ANALYST;

grant usage on database retailpulse to role RETAILPULSE_ANALYST;

grant usage on warehouse RETAILPULSE to role RETAILPULSE_PII_READER;

grant usage on database retailpulse to role RETAILPULSE_PII_READER;

grant usage on schema retailpulse.raw to role RETAILPULSE_LOADER;

grant select on all tables in schema retailpulse.raw to role RETAILPULSE_LOADER;

grant select on future tables in schema retailpulse.raw to role RETAILPULSE_LOADER;

grant usage on schema retailpulse.raw to role RETAILPULSE_TRANSFORMER;

grant select on all tables in schema retailpulse.raw to role RETAILPULSE_TRANSFORMER;

grant select on future tables in schema retailpulse.raw to role RETAILPULSE_TRANSFORMER;

grant usage on schema retailpulse.ops to role RETAILPULSE_LOADER;

grant select on all tables in schema retailpulse.ops to role RETAILPULSE_LOADER;

grant select on future tables in schema retailpulse.ops to role RETAILPULSE_LOADER;

grant usage on schema retailpulse.ops to role RETAILPULSE_TRANSFORMER;

grant select on all tables in schema retailpulse.ops to role RETAILPULSE_TRANSFORMER;

grant select on future tables in schema retailpulse.ops to role RETAILPULSE_TRANSFORMER;

grant usage on schema retailpulse.quality to role RETAILPULSE_TRANSFORMER;

grant select on all tables in schema retailpulse.quality to role RETAILPULSE_TRANSFORMER;

grant select on future tables in schema retailpulse.quality to role RETAILPULSE_TRANSFORMER;

grant usage on schema retailpulse.quality to role RETAILPULSE_ANALYST;

grant select on all tables in schema retailpulse.quality to role RETAILPULSE_ANALYST;

grant select on future tables in schema retailpulse.quality to role RETAILPULSE_ANALYST;

grant usage on schema retailpulse.staging to role RETAILPULSE_TRANSFORMER;

grant select on all tables in schema retailpulse.staging to role RETAILPULSE_TRANSFORMER;

grant select on future tables in schema retailpulse.staging to role RETAILPULSE_TRANSFORMER;

grant usage on schema retailpulse.intermediate to role RETAILPULSE_TRANSFORMER;

grant select on all tables in schema retailpulse.intermediate to role RETAILPULSE_TRANSFORMER;

grant select on future tables in schema retailpulse.intermediate to role RETAILPULSE_TRANSFORMER;

grant usage on schema retailpulse.features to role RETAILPULSE_TRANSFORMER;

grant select on all tables in schema retailpulse.features to role RETAILPULSE_TRANSFORMER;

grant select on future tables in schema retailpulse.features to role RETAILPULSE_TRANSFORMER;

grant usage on schema retailpulse.marts to role RETAILPULSE_TRANSFORMER;

grant select on all tables in schema retailpulse.marts to role RETAILPULSE_TRANSFORMER;

grant select on future tables in schema retailpulse.marts to role RETAILPULSE_TRANSFORMER;

grant usage on schema retailpulse.marts to role RETAILPULSE_ANALYST;

grant select on all tables in schema retailpulse.marts to role RETAILPULSE_ANALYST;

grant select on future tables in schema retailpulse.marts to role RETAILPULSE_ANALYST;

grant usage on schema retailpulse.vault to role RETAILPULSE_PII_READER;

grant select on all tables in schema retailpulse.vault to role RETAILPULSE_PII_READER;

grant select on future tables in schema retailpulse.vault to role RETAILPULSE_PII_READER;

grant insert, update on table retailpulse.ops.landed_files to role RETAILPULSE_LOADER;

grant insert, update on table retailpulse.ops.read_windows to role RETAILPULSE_LOADER;

grant create table on schema retailpulse.ops to role RETAILPULSE_TRANSFORMER;

grant create table on schema retailpulse.quality to role RETAILPULSE_TRANSFORMER;

grant insert on all tables in schema retailpulse.quality to role RETAILPULSE_TRANSFORMER;

grant create schema on database retailpulse to role RETAILPULSE_TRANSFORMER;

grant ownership on schema retailpulse.staging to role RETAILPULSE_TRANSFORMER copy current grants;

grant ownership on schema retailpulse.intermediate to role RETAILPULSE_TRANSFORMER copy current grants;

grant ownership on schema retailpulse.features to role RETAILPULSE_TRANSFORMER copy current grants;

grant ownership on schema retailpulse.marts to role RETAILPULSE_TRANSFORMER copy current grants;

grant insert on all tables in schema retailpulse.raw to role RETAILPULSE_LOADER;

use database retailpulse;

create stage if not exists raw.landed url = 's3://example-lake/landing/' storage_integration = RETAILPULSE_LAKE file_format = raw.landed_lines;

create pipe if not exists retailpulse.raw.klaviyo__profiles_pipe auto_ingest = true aws_sns_topic = 'arn:aws:sns:eu-west-1:111122223333:retailpulse-prod-landed' as
copy into retailpulse.raw.klaviyo__profiles (record, _source, _connection, _stream, _run_id, _slice_id, _extracted_at, _row, _file, _loaded_at)
from (
  select
    $1:record, $1:_source::varchar, $1:_connection::varchar, $1:_stream::varchar, $1:_run_id::varchar, $1:_slice_id::varchar,
    convert_timezone('UTC', $1:_extracted_at::timestamp_tz)::timestamp_ntz, $1:_row::bigint, metadata$filename,
    convert_timezone('UTC', metadata$start_scan_time)::timestamp_ntz
  from @retailpulse.raw.landed/klaviyo/
)
pattern = '.*/profiles/dt=.*[.]ndjson[.]gz';

create pipe if not exists retailpulse.raw.shopify__orders_pipe auto_ingest = true aws_sns_topic = 'arn:aws:sns:eu-west-1:111122223333:retailpulse-prod-landed' as
copy into retailpulse.raw.shopify__orders (record, _source, _connection, _stream, _run_id, _slice_id, _extracted_at, _row, _file, _loaded_at)
from (
  select
    $1:record, $1:_source::varchar, $1:_connection::varchar, $1:_stream::varchar, $1:_run_id::varchar, $1:_slice_id::varchar,
    convert_timezone('UTC', $1:_extracted_at::timestamp_tz)::timestamp_ntz, $1:_row::bigint, metadata$filename,
    convert_timezone('UTC', metadata$start_scan_time)::timestamp_ntz
  from @retailpulse.raw.landed/shopify/
)
pattern = '.*/orders/dt=.*[.]ndjson[.]gz';
