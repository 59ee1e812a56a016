import type { Candidate } from '../ports/warehouse.ts';
import type { Model } from '../sql/library.ts';
import type { FoundFaults } from './record-faults.ts';
import type { Finding } from './scan-table.ts';

/** What every model over raw promises without a word: raw holds what the manifests list, and one key stands for one thing. */
export async function checkRaw(model: Model, candidate: Candidate): Promise<Finding[]> {
  return [await rawEqualsManifests(model, candidate), await oneThingPerKey(model, candidate)];
}

async function rawEqualsManifests(model: Model, candidate: Candidate): Promise<Finding> {
  const { source, stream } = model.source!;
  const table = `raw.${source}__${stream}`;
  const different = await candidate.query<{ file: string; difference: number }>(
    `select landed.file, abs(landed.rows - coalesce(loaded.rows, 0)) as difference
     from (
         select key as file, max(rows) as rows from ops.landed_files
         where source = '${source}' and stream = '${stream}' group by key
     ) as landed
     left join (select _file as file, count(*) as rows from ${table} group by _file) as loaded on loaded.file = landed.file
     where landed.rows <> coalesce(loaded.rows, 0)
     order by landed.file`,
  );
  const rows = different.reduce((sum, one) => sum + Number(one.difference), 0);
  return {
    check: 'raw_equals_manifests',
    family: 'reconciliation',
    table,
    column: null,
    severity: 'error',
    outcome: rows > 0 ? 'fail' : 'pass',
    value: rows,
    threshold: 0,
    unit: 'rows',
    sample_keys: different.slice(0, 5).map(({ file }) => file),
    message: rows > 0 ? `${different.length} files hold another number of rows in raw than their manifests list.` : '',
  };
}

async function oneThingPerKey(model: Model, candidate: Candidate): Promise<Finding> {
  const conflicts = await candidate.query<{ key: string; reason: string }>(
    `select distinct key, reason from staging._key_conflicts where model = '${model.name}' order by key, reason`,
  );
  const reasons = [...new Set(conflicts.map(({ reason }) => reason))].sort().join(', ');
  const keys = [...new Set(conflicts.map(({ key }) => key))];
  return {
    check: 'one_thing_per_key',
    family: 'unique',
    table: model.table,
    column: null,
    severity: 'warn',
    outcome: keys.length > 0 ? 'fail' : 'pass',
    value: keys.length,
    threshold: 0,
    unit: 'keys',
    sample_keys: keys.slice(0, 5),
    message: keys.length > 0 ? `Different records claim one key: ${reasons}. The newest stands.` : '',
  };
}

/** Keys that more than one thing claims, by name: the newest stands, and what it displaced is nowhere. */
export async function keyConflicts(model: Model, candidate: Candidate): Promise<FoundFaults> {
  const { source, stream } = model.source!;
  const conflicts = await candidate.query<{ key: string; reason: string }>(
    `select distinct key, reason from staging._key_conflicts where model = '${model.name}' order by key, reason`,
  );
  const faults = conflicts.map(({ key, reason }) => ({
    ...{ source, stream, connection: key.split(':')[1] ?? 'unknown', effect: 'unexplained' as const },
    ...{ key: key.slice(0, 200), field: null, reason: `different records claim one key: ${reason}` },
    ...{ file: null, line: null, amount: null, currency: null },
  }));
  return { faults, total: faults.length };
}
