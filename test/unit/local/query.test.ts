import { existsSync } from 'node:fs';
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { homeAt } from '../../../local/home.ts';
import { queryJson } from '../../../local/query.ts';
import { publishByHand } from '../../helpers/publish-by-hand.ts';
import { suiteFolder } from '../../helpers/temporary-folder.ts';

const folder = suiteFolder();
const home = homeAt(join(folder, 'home'));

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'secret.csv'), 'a,b\n1,2\n');
  await publishByHand(home, {
    fct_orders: 'select 1 as id, 1.10::decimal(18,4) as amount',
    fct_sales: 'select 2 as id',
  });
});

const ask = async (sql: string): Promise<string> => {
  let text = '';
  for await (const piece of queryJson(home, filesystemStore(home.root), sql)) text += piece;
  return text.replaceAll('\n', '');
};

describe('query', () => {
  it('answers from the published files, to the digit', async () => {
    expect(await ask('select id, amount from fct_orders')).toBe('[{"id":1,"amount":1.1000}]');
    expect(await ask('with one as (from marts.fct_sales) select * from one')).toBe('[{"id":2}]');
  });

  it.each([
    ["copy (select 1) to 'TARGET'", /Permission|only reads/],
    ["copy fct_orders to 'HOME/published/marts/fct_sales.parquet'", /Permission|only reads/],
    ["attach 'TARGET'", /only reads/],
    ['install httpfs', /only reads/],
    ["set memory_limit = '1GB'", /only reads/],
    ['create table orders as select 1', /only reads/],
    ['select 1; select 2', /one statement/],
    ["select * from read_csv('SECRET')", /Permission/],
    ["select * from 'SECRET'", /Permission/],
    ["select * from read_text('HOME/published/current.json')", /Permission/],
    ["select * from glob('HOME/*')", /Permission/],
  ])('neither writes nor reads anything else: %s', async (sql, refusal) => {
    const target = join(folder, 'written');
    const text = sql.replace('TARGET', target).replace('SECRET', join(folder, 'secret.csv')).replace('HOME', home.root);
    await expect(ask(text)).rejects.toThrow(refusal);
    expect(existsSync(target)).toBe(false);
  });

  it('does not answer from a published file that was changed or removed, and does from the others', async () => {
    const path = join(home.root, 'published/marts/fct_orders.parquet');
    await appendFile(path, 'x');
    await expect(ask('select * from fct_orders')).rejects.toThrow('published file of fct_orders is damaged');
    expect(await ask('select * from fct_sales')).toBe('[{"id":2}]');
    await rm(path);
    await expect(ask('select * from FCT_ORDERS')).rejects.toThrow('cannot be read');
  });
});
