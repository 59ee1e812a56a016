import { describe, expect, it } from 'vitest';
import { MODEL_FAULTS_KEY, streamFaultsKey } from '../../../lambdas/contracts/layout.ts';
import { FaultLedger, type RecordFault } from '../../../lambdas/contracts/record-fault.ts';
import { readOpenFaults } from '../../../lambdas/runs/open-faults.ts';
import { memoryStore } from '../../helpers/memory-store.ts';

const fault: RecordFault = {
  source: 'shopify',
  connection: 'main',
  stream: 'orders',
  effect: 'quarantined',
  key: '1001',
  field: 'created_at',
  reason: 'expected an instant',
  file: null,
  line: null,
  amount: '45.00',
  currency: 'EUR',
  run_id: 'r1',
  since: '2026-05-21T00:00:00.000Z',
};

describe('open faults', () => {
  it('are those of every stream and of the models, counted also where they are not named', async () => {
    const store = memoryStore();
    const put = (key: string, ledger: FaultLedger) => store.put(key, JSON.stringify(FaultLedger.parse(ledger)));
    await put(streamFaultsKey(fault), { version: 1, faults: [fault], total: 1200 });
    await put(MODEL_FAULTS_KEY, { version: 1, faults: [{ ...fault, effect: 'unexplained' }], total: 1 });
    const { faults, total } = await readOpenFaults(store);
    expect(faults.map(({ effect }) => effect).sort()).toEqual(['quarantined', 'unexplained']);
    expect(total).toBe(1201);
  });

  it('are none in a store nobody wrote to', async () => {
    expect(await readOpenFaults(memoryStore())).toEqual({ faults: [], total: 0 });
  });
});
