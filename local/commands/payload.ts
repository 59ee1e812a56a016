import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { Tokens } from '../../lambdas/extractors/engine/tokens.ts';
import { sources } from '../../lambdas/extractors/sources/index.ts';
import { streamCalled } from '../sources/also-known.ts';
import { judgePayload } from '../sources/judge-payload.ts';
import { recordsOfPayload } from '../sources/read-payload.ts';
import { defineCommand, say } from './command.ts';

const namesOf = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name).join(', ');

export default defineCommand({
  help: `  npm run -s payload -- SOURCE STREAM FILE   the result of extracting a vendor's response, record, array or JSON lines:
                                             { records, accepted, quarantined, reasons, emptied, drift, pii_fields, landed }`,
  options: {},
  words: true,
  run: async (_values, [sourceName, streamName, file, ...more]) => {
    if (!sourceName || !streamName || !file || more.length > 0)
      throw new ConfigError('give a source, a stream and a file: npm run -s payload -- shopify orders orders.json');
    const source = sources.find(({ name }) => name === sourceName);
    if (!source) throw new ConfigError(`no source is called '${sourceName}'; known are ${namesOf(sources)}`);
    const stream = streamCalled(source, streamName);
    if (!stream)
      throw new ConfigError(`${sourceName} has no stream '${streamName}'; it has ${namesOf(source.streams)}`);
    if (stream.name !== streamName) process.stderr.write(`'${streamName}' is read as ${stream.name}\n`);
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new ConfigError(`${file} cannot be read (${error.code})`);
    });
    // Random key: tokens of such a test mean nothing outside it, and nobody can reproduce them.
    const tokens = new Tokens(randomBytes(32));
    const judgement = judgePayload(recordsOfPayload(text, stream), stream, tokens);
    say(`${JSON.stringify(judgement, null, 2)}\n`);
    return 0;
  },
});
