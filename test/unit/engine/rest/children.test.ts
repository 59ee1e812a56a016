import { describe, expect, it } from 'vitest';
import { childrenAt } from '../../../../lambdas/extractors/engine/rest/children.ts';
import type { Listed, Lister } from '../../../../lambdas/extractors/engine/rest/listing.ts';

describe('children listed by parent', () => {
  /** Parents at `/tickets`, one comment of each. */
  const lister = (parents: readonly object[]): Lister => ({
    list: async (listing, { parent }) =>
      ({ records: 'id' in listing ? parents : [{ id: `comment of ${parent}` }], next: undefined }) as unknown as Listed,
  });
  const read = async (parents: readonly object[], ahead?: number) => {
    const stream = { path: '/comments', paging: { kind: 'single' } };
    const per = { path: '/tickets', paging: { kind: 'single' }, id: '$.id', ...(ahead === undefined ? {} : { ahead }) };
    const records: unknown[] = [];
    const session = lister(parents);
    for (let token: string | undefined; ; ) {
      const page = await childrenAt(session, stream as never, per as never, { window: {} } as never, token);
      records.push(...page.records);
      if (page.next === undefined) return records;
      token = page.next;
    }
  };

  it.each([1, 3])(
    'costs a parent without an id its own children and leaves a record that names the loss, %i ahead',
    async (ahead) => {
      expect(await read([{ id: 1 }, { name: 'nameless' }, { id: 'x3' }], ahead)).toEqual([
        { id: 'comment of 1', _parent_id: '1' },
        { _parent_id: undefined },
        { id: 'comment of x3', _parent_id: 'x3' },
      ]);
    },
  );
});
