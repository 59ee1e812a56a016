// What people are told at the end of a run, whose it is, and when it is over.

import { beforeEach, describe, expect, it } from 'vitest';
import type { AlertRule } from '../../../lambdas/alerts/rule.ts';
import { ALERT_RULES } from '../../../lambdas/alerts/rules/index.ts';
import { sendAlerts } from '../../../lambdas/alerts/send-alerts.ts';
import { failurePrefix, runKey } from '../../../lambdas/contracts/layout.ts';
import type { AlertsInput } from '../../../lambdas/contracts/pipeline.ts';
import type { Alert, CheckResult } from '../../../lambdas/contracts/quality.ts';
import type { RecordFault } from '../../../lambdas/contracts/record-fault.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import { library } from '../../helpers/library.ts';
import { memoryStore } from '../../helpers/memory-store.ts';

const AT = '2026-10-01T00:00:00.000Z';
const WINDOW = { from: '2026-09-01T00:00:00Z', to: AT };

const check = (table: string, more: Partial<CheckResult> = {}): CheckResult => ({
  ...{ run_id: 'r1', check: 'not_null', family: 'range', table, column: null, severity: 'warn', outcome: 'fail' },
  ...{ value: 1, threshold: 0, unit: 'rows', sample_keys: [], message: 'One row.' },
  ...more,
});
const slice = (stream: string, error: string | null = null, outcome = error === null ? 'ok' : 'failed') => ({
  ...{ source: 'klaviyo', connection: 'main', stream, slice_id: stream, window: WINDOW, path: 'page', outcome, error },
  ...{ rows: 0, quarantined: 0, proof: null, drift: {} },
});
const ingest = (slices: readonly unknown[], outcome = 'failed', run_id = 'r1-klaviyo-main') => ({
  ...{ run_id, machine: 'ingest', source: 'klaviyo', connection: 'main', outcome, slices, as_of: AT, started_at: AT },
  ...{ finished_at: AT, ingest_runs: [], failures: [], version: null },
});
const failure = (machine: string, more = {}) => ({
  ...{
    run_id: 'r1',
    machine,
    state: 'Await Load',
    error: 'WarehouseError',
    message: 'Refused.',
    at: AT,
    slice_key: null,
  },
  ...more,
});

describe('at the end of a run', () => {
  let store: ObjectStore;
  let faults: RecordFault[];
  let sent: Alert[];
  beforeEach(() => {
    [store, faults, sent] = [memoryStore(), [], []];
  });
  const put = (key: string, value: unknown) => store.put(key, JSON.stringify(value));
  const tell = async (input: Partial<AlertsInput> = {}, rules = ALERT_RULES) => {
    sent = [];
    const result = await sendAlerts(
      { run_id: 'r1', outcome: 'published', ingest_runs: [], degraded: [], ...input } as AlertsInput,
      {
        ...{ store, library, runbookUrl: 'https://wiki.example/runbook', openFaults: async () => faults },
        notifier: { send: async (alert) => void sent.push(alert) },
        clock: { now: () => Date.parse(AT), sleep: async () => {} },
      },
      rules,
    );
    return { ...result, sent };
  };
  const titles = async (input: Partial<AlertsInput> = {}) => (await tell(input)).sent.map(({ title }) => title);

  it('nothing is told when nothing is wrong', async () => {
    await put('ops/checks/r1.json', [check('marts.fct_sales', { outcome: 'pass' })]);
    await put(runKey('r1-klaviyo-main'), ingest([slice('events')], 'ok'));
    expect(await tell({ ingest_runs: ['r1-klaviyo-main'] })).toMatchObject({ alerts: 0, fingerprints: [], sent: [] });
  });

  it.each([
    ['marts.fct_sales', 'commerce'],
    ['marts.mart_customer_rfm', 'customers'],
    ['marts.fct_inventory_snapshots', library.models.get('fct_inventory_snapshots')!.header.owner],
    ['staging.stg_klaviyo__events', 'email'],
    ['marts.of_nobody', 'platform'],
  ])('a failed check of %s is told to %s, with the runbook of its kind', async (table, owner) => {
    await put('ops/checks/r1.json', [check(table)]);
    const runbook = 'https://wiki.example/runbook#check-failed';
    expect((await tell()).sent).toMatchObject([{ owner, runbook, about: 'opened', at: AT, run_id: 'r1' }]);
  });

  it('notes, checks that pass and checks that could not be measured are left to the status', async () => {
    await put('ops/checks/r1.json', [
      ...[check('marts.a', { severity: 'note' }), check('marts.b', { outcome: 'pass', severity: 'error' })],
      ...[check('marts.c', { outcome: 'unknown', severity: 'error' } as never), check('marts.d')],
    ]);
    expect(await titles()).toEqual(['not_null failed on marts.d: 1 rows, allowed 0']);
  });

  it('a check that fails along lineage is one incident of the table it began in', async () => {
    const above = 'staging.stg_klaviyo__events';
    await put('ops/checks/r1.json', [check('marts.fct_email_events'), check(above, { value: 7 })]);
    const {
      sent: [alert, ...more],
    } = await tell();
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ untrusted: [above, 'marts.fct_email_events'] });
    expect(alert!.body).toContain('1 checks on tables built from it fail with it.');
    expect(alert!.details.below).toEqual(['not_null on marts.fct_email_events']);
  });

  it('a failed check says what became of the run', async () => {
    await put('ops/checks/r1.json', [check('marts.fct_sales', { severity: 'error' })]);
    await put('published/current.json', {
      ...{ version: 'v', run_id: 'r1', as_of: AT, published_at: AT, marts: {}, tiles: {}, models: {}, degraded: [] },
      held: { fct_sales: 'why' },
    });
    expect((await tell()).sent[0]!.body).toMatch(/of the run fct_sales is held back/);
    store = memoryStore();
    await put('ops/checks/r1.json', [check('marts.fct_sales', { severity: 'error' })]);
    expect((await tell()).sent[0]!.body).toContain('No mart depends on it');
    store = memoryStore();
    await put('ops/checks/r1.json', [check('marts.fct_sales', { severity: 'error' })]);
    expect((await tell({ outcome: 'held_back' } as never)).sent[0]!.body).toContain('Publication was held back');
  });

  it('a connection that was not read is told to its owner, once, and not as late besides', async () => {
    await put(runKey('r1-klaviyo-main'), ingest([slice('flows'), slice('events', 'SourceAuthError: 401')]));
    const late = (source: string) => ({ source, connection: 'main', reason: 'nothing was read for a day' });
    const { sent: told } = await tell({
      ingest_runs: ['r1-klaviyo-main'],
      degraded: [late('klaviyo'), late('shopify')],
    });
    expect(told.map(({ title, owner, severity }) => [title, owner, severity])).toEqual([
      ['klaviyo:main was not read completely: SourceAuthError (1 of 2 slices)', 'email', 'error'],
      ['shopify:main is not as fresh as promised', 'commerce', 'warn'],
    ]);
    expect(told[1]!.body).toBe('nothing was read for a day.');
  });

  it('a connection that was read and is late all the same is told as late', async () => {
    await put(runKey('r1-klaviyo-main'), ingest([slice('events')], 'ok'));
    const degraded = [{ source: 'klaviyo', connection: 'main', reason: 'late' }];
    expect(await titles({ ingest_runs: ['r1-klaviyo-main'], degraded } as never)).toEqual([
      'klaviyo:main is not as fresh as promised',
    ]);
  });

  it('a run that left no record is known by its failure, and belongs to the connection its id names', async () => {
    await put(`${failurePrefix('r1-klaviyo-main')}a.json`, failure('ingest', { run_id: 'r1-klaviyo-main' }));
    await put(
      `${failurePrefix('r1-klaviyo-main')}b.json`,
      failure('ingest', { run_id: 'r1-klaviyo-main', slice_key: 'ops/slices/r1/x.json' }),
    );
    await put(`${failurePrefix('odd')}a.json`, failure('ingest', { run_id: 'odd', error: 'InvariantError' }));
    const { sent: told } = await tell({ ingest_runs: ['r1-klaviyo-main', 'odd'] });
    expect(told.map(({ title, severity, owner }) => [title, severity, owner])).toEqual([
      ['ingest failed for klaviyo/main: WarehouseError', 'error', 'platform'],
      ['ingest failed for odd: InvariantError', 'page', 'platform'],
    ]);
  });

  it('a failed pipeline is told', async () => {
    await put(`${failurePrefix('r1')}a.json`, failure('pipeline', { error: 'ErasureIncompleteError' }));
    expect((await tell()).sent).toMatchObject([
      { title: 'pipeline failed: ErasureIncompleteError', severity: 'page', untrusted: [] },
    ]);
  });

  it('records that are out are told to the owner of their source, one incident for one cause', async () => {
    const out = (key: string, more: Partial<RecordFault> = {}): RecordFault => ({
      ...{ source: 'klaviyo', connection: 'main', stream: 'events', effect: 'quarantined', key, field: 'id' },
      ...{ reason: 'is no text', file: null, line: null, amount: null, currency: null, run_id: 'r0', since: AT },
      ...more,
    });
    faults = [out('1'), out('2', { since: '2026-09-30T00:00:00.000Z' }), out('3', { field: 'at' })];
    const { sent: told } = await tell();
    expect(told.map(({ title, owner }) => [title, owner])).toEqual([
      ['klaviyo.events of connection main: 2 quarantined in id', 'email'],
      ['klaviyo.events of connection main: 1 quarantined in at', 'email'],
    ]);
    expect(told[0]!.details.since).toBe('2026-09-30T00:00:00.000Z');
  });

  it('an incident is over when whoever found it looks again and finds nothing, and stands while nobody looks', async () => {
    await put('ops/checks/r1.json', [check('marts.fct_sales')]);
    await put(runKey('r1-klaviyo-main'), ingest([slice('events', 'X: y')]));
    await put(`${failurePrefix('r1')}a.json`, failure('pipeline'));
    await put(`${failurePrefix('r1-klaviyo-main')}a.json`, failure('ingest', { run_id: 'r1-klaviyo-main' }));
    expect(await tell({ ingest_runs: ['r1-klaviyo-main'] })).toMatchObject({ alerts: 4 });
    expect(await titles({ run_id: 'r2' })).toEqual(['Resolved: pipeline failed: WarehouseError']);
    await put('ops/checks/r3.json', []);
    await put(runKey('r3-klaviyo-main'), ingest([slice('events')], 'ok', 'r3-klaviyo-main'));
    expect((await titles({ run_id: 'r3', ingest_runs: ['r3-klaviyo-main'] })).sort()).toEqual([
      'Resolved: ingest failed for klaviyo/main: WarehouseError',
      'Resolved: klaviyo:main was not read: X (1 of 1 slices)',
      'Resolved: not_null failed on marts.fct_sales: 1 rows, allowed 0',
    ]);
    expect(await tell({ run_id: 'r4' })).toMatchObject({ alerts: 0, fingerprints: [] });
  });

  it('a rule that throws hides no alert of another and ends no incident, and the state fails with its error', async () => {
    const faulty: AlertRule = {
      name: 'faulty',
      runbook: { means: [], look: [], mend: [] },
      find: () => {
        throw new Error('no such column');
      },
    };
    await put('ops/checks/r1.json', [check('marts.fct_sales')]);
    await put(`${failurePrefix('r2')}a.json`, failure('pipeline', { run_id: 'r2' }));
    await tell();
    await put('ops/checks/r2.json', []);
    const [, ...others] = ALERT_RULES;
    await expect(tell({ run_id: 'r2' }, [faulty, ...others])).rejects.toMatchObject({ message: 'no such column' });
    expect(sent.map(({ title }) => title)).toEqual(['pipeline failed: WarehouseError']);
    expect(await titles({ run_id: 'r2' })).toEqual(['Resolved: not_null failed on marts.fct_sales: 1 rows, allowed 0']);
  });

  it('every alert has an entry in the runbook and a name of its own', () => {
    const names = ALERT_RULES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, runbook } of ALERT_RULES) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      for (const text of [runbook.means, runbook.look, runbook.mend]) expect(text.join(' ')).toMatch(/\S{3}.*[.]$/);
    }
  });
});
