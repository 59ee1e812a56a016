import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { afterFirstRun } from '../helpers/calm.ts';
import { Needles } from '../helpers/needles.ts';
import { textsOf } from '../helpers/texts-of.ts';

const truthLines = (world: string, table: string) =>
  readFileSync(join(world, 'truth', `${table}.ndjson`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>);

const { machine, first: run } = await afterFirstRun();

describe('personal data', () => {
  afterAll(() => machine.forget());

  const needlesOf = () => {
    const world = `${machine.home}-world`;
    const values = truthLines(world, 'pii_all').map((row) => String(row.value));
    const canaries = truthLines(world, 'pii_canaries').flatMap((row) => Object.values(row).map(String));
    const forms = canaries.filter((text) => /zqcanary|\+1999|^[0-9a-f]{32,64}$/i.test(text));
    return new Needles([...values, ...forms, 'zqcanary', '+1999']);
  };

  it('is nowhere under home but in the vault: no address, phone, street, name or canary of the world', async () => {
    const needles = needlesOf();
    const found: string[] = [];
    let files = 0;
    for await (const { where, text } of textsOf(machine.home)) {
      files++;
      for (const needle of needles.foundIn(text)) found.push(`${where}: ${needle}`);
    }
    for (const needle of needles.foundIn(run.stdout + run.stderr)) found.push(`stdout: ${needle}`);
    expect(found).toEqual([]);
    expect(files).toBeGreaterThan(30);
  });

  it('is in the vault, where the same scan finds it', async () => {
    const vault = readdirSync(join(machine.home, 'vault'), { recursive: true, encoding: 'utf8' });
    const parts = vault.filter((name) => name.endsWith('.ndjson.gz'));
    const text = parts.map((name) => gunzipSync(readFileSync(join(machine.home, 'vault', name))).toString()).join('\n');
    const found = needlesOf().foundIn(text);
    expect(found.length).toBeGreaterThan(500);
    expect(found).toContain('zqcanary');
  });
});
