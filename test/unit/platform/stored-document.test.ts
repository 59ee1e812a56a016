import { describe, expect, it } from 'vitest';
import { StreamState } from '../../../lambdas/contracts/manifest.ts';
import { readDocument } from '../../../lambdas/platform/stored-document.ts';
import { memoryStore } from '../../helpers/memory-store.ts';

const KEY = 'ops/state/shopify/main/orders.json';
const state = {
  ...{ version: 1, source: 'shopify', connection: 'main', stream: 'orders', watermark: null },
  ...{ start: '2026-01-01T00:00:00.000Z', windows: [] },
};

describe('a stored document', () => {
  const reading = async (body: string) => {
    const store = memoryStore();
    await store.put(KEY, body);
    return readDocument(store, KEY, StreamState);
  };

  it('is what was written there, or nothing', async () => {
    expect(await reading(JSON.stringify(state))).toEqual(state);
    expect(await readDocument(memoryStore(), KEY, StreamState)).toBeUndefined();
  });

  const damages: readonly (readonly [string, string, RegExp])[] = [
    ['emptied', '', /it is empty/],
    ['cut off', JSON.stringify(state).slice(0, 40), /truncated after 40 bytes/],
    ['nonsense', 'Zm9vYmFyLCBlbWlseUBleGFtcGxlLmNvbQ', /it is not JSON/],
    ['of an older or newer layout', JSON.stringify({ ...state, version: 9 }), /'version' does not match its schema/],
    ['null', 'null', /'the whole' does not match its schema/],
    ['of another stream', JSON.stringify({ ...state, stream: 'refunds' }), /belongs to another key/],
  ];

  it.each(damages)('that is %s is named with the way out, and nothing of it is said', async (_, body, wrong) => {
    const error = (await reading(body).catch((caught: Error) => caught)) as Error;
    expect(error.name).toBe('StoredDataError');
    expect(error.message).toMatch(wrong);
    expect(error.message).toContain(`${KEY} (committed windows of a stream) is damaged`);
    expect(error.message).toContain('npm run doctor');
    expect(error.message).not.toMatch(/Zm9v|emily/);
  });
});
