// The second mailer and both help desks show all of their world, or nothing.
import { describe, expect, it } from 'vitest';
import { TWINS } from '../../../local/twins/server.ts';
import type { World } from '../../../local/world/world.ts';
import { smallWorld, tinyWorld } from '../../helpers/worlds.ts';
import { openAccount } from './account.ts';

const tiny = tinyWorld();
/** Large enough that somebody was erased and something deleted. */
const small = smallWorld();

describe.each(['mailchimp', 'zendesk', 'intercom'] as const)('%s', (name) => {
  it.each([
    ['tiny', tiny],
    ['small', small],
  ])('shows every record of the %s world and no other', async (_size, world) => {
    const { all, source } = await openAccount(world, name);
    const { truth } = TWINS[name]!;
    for (const stream of source.streams) {
      const keys = new Set((await all(stream.name)).map((record) => stream.key(record as never).split('@')[0]!));
      const expected = new Set(truth![stream.name]!(world));
      // What changed in the last minutes is not indexed yet, and belongs to the next window.
      const missing = [...expected].filter((id) => !keys.has(id));
      expect(missing.length, stream.name).toBeLessThanOrEqual(expected.size > 500 ? 3 : 0);
      expect(
        [...keys].filter((id) => !expected.has(id)),
        stream.name,
      ).toEqual([]);
    }
  });

  it('serves an empty account where the world has none', async () => {
    const { newsletter: _, helpdesk: __, chat: ___, ...rest } = tiny;
    const { all, source } = await openAccount(rest as World, name);
    for (const stream of source.streams) expect(await all(stream.name), stream.name).toEqual([]);
  });
});
