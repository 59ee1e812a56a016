// Snowflake as code: every object except the tables of migrations, as repeatable statements.
import type { WarehousePlace } from '../../contracts/migrate.ts';
import { ROLES, roleOf, userOf, type WarehouseRole } from '../../contracts/warehouse-roles.ts';
import type { RawStream } from '../../ports/warehouse.ts';
import { rawColumns } from '../sql/migrator.ts';
import { rawTable } from '../sql/names.ts';
import { snowflakeSpelling, snowflakeWords } from './words.ts';

const { literal } = snowflakeSpelling;

export const integrationOf = (database: string) => `${database}_lake`.toUpperCase();

/** Layers and the roles that read them. Only the pipes write raw; only `pii_reader` sees the vault. */
const READS: Readonly<Record<string, readonly WarehouseRole[]>> = {
  raw: ['loader', 'transformer'],
  ops: ['loader', 'transformer'],
  quality: ['transformer', 'analyst'],
  staging: ['transformer'],
  intermediate: ['transformer'],
  features: ['transformer'],
  marts: ['transformer', 'analyst'],
  vault: ['pii_reader'],
};
/** Layers a candidate replaces as a whole. */
const BUILT = ['staging', 'intermediate', 'features', 'marts'];

/**
 * Statements that only ACCOUNTADMIN may run, once, before the first deploy: no other role may create resource monitors
 * and integrations. `docs/deploy.md` shows them.
 * @param user      prefix of the users' names
 * @param publicKey of the pair whose private half is the secret `snowflake/<role>`, without its first and last line
 */
export function accountStatements(
  database: string,
  warehouse: string,
  user: string,
  publicKey: (role: WarehouseRole) => string,
): string[] {
  const admin = roleOf(database, 'admin');
  const transformer = roleOf(database, 'transformer');
  return [
    ...ROLES.map((role) => `create role if not exists ${roleOf(database, role)}`),
    ...ROLES.flatMap((role) => [
      `create user if not exists ${userOf(user, role)} type = service default_role = ${roleOf(database, role)} default_warehouse = ${warehouse} rsa_public_key = ${literal(publicKey(role))}`,
      `grant role ${roleOf(database, role)} to user ${userOf(user, role)}`,
    ]),
    ...ROLES.filter((role) => role !== 'admin' && role !== 'pii_reader').map(
      (role) => `grant role ${roleOf(database, role)} to role ${admin}`,
    ),
    `grant create database on account to role ${admin}`,
    `grant create database on account to role ${transformer}`,
    `grant create warehouse on account to role ${admin}`,
    `grant create integration on account to role ${admin}`,
    `create resource monitor if not exists ${warehouse}_monthly with credit_quota = 100 frequency = monthly start_timestamp = immediately triggers on 80 percent do notify on 100 percent do suspend on 110 percent do suspend_immediate`,
    `create warehouse if not exists ${warehouse} warehouse_size = xsmall auto_suspend = 60 auto_resume = true initially_suspended = true statement_timeout_in_seconds = 900 resource_monitor = ${warehouse}_monthly`,
    `grant ownership on warehouse ${warehouse} to role ${admin} revoke current grants`,
  ];
}

/** The database itself; the migrations add schemas and the tables of `ops` and `quality`. */
export const databaseStatements = ({ database }: WarehousePlace): string[] => [
  `create database if not exists ${database} data_retention_time_in_days = 7`,
  `use database ${database}`,
];

/** Objects that depend on migrations and raw tables: vault, file format, integration, grants. */
export function foundationStatements(place: WarehousePlace): string[] {
  const { database, warehouse, bucket_url, storage_role_arn } = place;
  const to = (role: WarehouseRole) => `to role ${roleOf(database, role)}`;
  return [
    ...vaultStatements(database),
    'create file format if not exists raw.landed_lines type = json compression = gzip strip_outer_array = false',
    `create storage integration if not exists ${integrationOf(database)} type = external_stage storage_provider = 's3' enabled = true storage_aws_role_arn = ${literal(storage_role_arn)} storage_allowed_locations = (${literal(`${bucket_url}landing/`)})`,
    `grant usage on integration ${integrationOf(database)} ${to('loader')}`,
    ...ROLES.flatMap((role) => [
      `grant usage on warehouse ${warehouse} ${to(role)}`,
      `grant usage on database ${database} ${to(role)}`,
    ]),
    ...Object.entries(READS).flatMap(([schema, roles]) => roles.flatMap((role) => readGrants(database, schema, role))),
    ...['landed_files', 'read_windows'].map(
      (table) => `grant insert, update on table ${database}.ops.${table} ${to('loader')}`,
    ),
    `grant create table on schema ${database}.ops ${to('transformer')}`,
    `grant create table on schema ${database}.quality ${to('transformer')}`,
    `grant insert on all tables in schema ${database}.quality ${to('transformer')}`,
    `grant create schema on database ${database} ${to('transformer')}`,
    // A candidate is swapped in schema by schema, which requires ownership.
    ...BUILT.map(
      (schema) => `grant ownership on schema ${database}.${schema} ${to('transformer')} copy current grants`,
    ),
    `grant insert on all tables in schema ${database}.raw ${to('loader')}`,
  ];
}

const readGrants = (database: string, schema: string, role: WarehouseRole) => [
  `grant usage on schema ${database}.${schema} to role ${roleOf(database, role)}`,
  `grant select on all tables in schema ${database}.${schema} to role ${roleOf(database, role)}`,
  `grant select on future tables in schema ${database}.${schema} to role ${roleOf(database, role)}`,
];

/** Values behind tokens. Even a role that may read the table sees them only as `pii_reader`. */
const vaultStatements = (database: string) => [
  'create schema if not exists vault',
  'create table if not exists vault.personal_values (token varchar not null, kind varchar not null, value varchar not null)',
  "create tag if not exists vault.personal allowed_values 'direct', 'indirect'",
  `create masking policy if not exists vault.unveil as (value varchar) returns varchar -> case when is_role_in_session(${literal(roleOf(database, 'pii_reader'))}) then value else '•••' end`,
  'alter table vault.personal_values modify column value set masking policy vault.unveil force',
  "alter table vault.personal_values modify column value set tag vault.personal = 'direct'",
];

/** Objects that need the integration's role to exist: the stage, and one pipe per stream. */
export function loadingStatements(
  { database, bucket_url, topic_arn }: WarehousePlace,
  streams: readonly RawStream[],
): string[] {
  return [
    `use database ${database}`,
    `create stage if not exists raw.landed url = ${literal(`${bucket_url}landing/`)} storage_integration = ${integrationOf(database)} file_format = raw.landed_lines`,
    ...streams.map((stream) => createPipe(database, stream, topic_arn)),
  ];
}

/**
 * Loads every landed part of one stream as soon as S3 announces it. Parts of unfinished slices may be loaded too:
 * `source()` reads only files of committed manifests.
 */
const createPipe = (database: string, stream: RawStream, topic: string) => {
  const table = `${database}.${rawTable(stream)}`;
  const columns = rawColumns(snowflakeWords).map(({ name }) => name);
  return `create pipe if not exists ${table}_pipe auto_ingest = true aws_sns_topic = ${literal(topic)} as
copy into ${table} (${columns.join(', ')})
from (
  select
    $1:record, $1:_source::varchar, $1:_connection::varchar, $1:_stream::varchar, $1:_run_id::varchar, $1:_slice_id::varchar,
    convert_timezone('UTC', $1:_extracted_at::timestamp_tz)::timestamp_ntz, $1:_row::bigint, metadata$filename,
    convert_timezone('UTC', metadata$start_scan_time)::timestamp_ntz
  from @${database}.raw.landed/${stream.source}/
)
pattern = '.*/${stream.stream}/dt=.*[.]ndjson[.]gz'`;
};
