// Identity of a home: the world or configuration it was filled from, and its secrets.
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { type Home, homeFileIn, homeFiles, isFilled, isSameOrigin } from '../home.ts';
import type { Damage } from './damage.ts';
import { setAside } from './set-aside.ts';

const textOf = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

export function examineHomeFile(home: Home): Damage[] {
  const { file, copy } = homeFiles(home);
  const [text, copied] = [textOf(file), textOf(copy)];
  const [written, second] = [text, copied].map((one) => (one === undefined ? undefined : homeFileIn(one)));
  const findings: Damage[] = [];
  const say = (name: string, wrong: string, from: string | undefined) =>
    findings.push({
      about: name,
      wrong,
      wayOut:
        from === undefined
          ? 'restore it from your backup: nothing else records the origin of this home'
          : `written again from ${from === text ? 'version.json' : 'its copy'}`,
      blocks: name === 'version.json',
      ...(from === undefined
        ? {}
        : {
            mend: async () => {
              await setAside(home, name);
              await writeFile(name === 'version.json' ? file : copy, from);
              return 'written again from the other copy';
            },
          }),
    });
  if (!written) say('version.json', text === undefined ? 'it is missing' : 'it is damaged', second && copied);
  else if (second && !isSameOrigin(written.origin, second.origin))
    findings.push({
      about: 'version.json',
      wrong: 'it and its copy name different origins of the home: one of them belongs to another home',
      wayOut: 'remove the one that is wrong; the doctor writes it again from the other',
      blocks: true,
    });
  else if (!second || JSON.stringify(second) !== JSON.stringify(written))
    say('version.copy.json', copied === undefined ? 'it is missing' : 'it differs from version.json', text);
  if ((written ?? second)?.origin.kind === 'config') findings.push(...examineSecrets(home));
  return findings;
}

function examineSecrets(home: Home): Damage[] {
  const text = textOf(home.secrets);
  const wrong = text === undefined ? 'it is missing' : isObject(text) ? undefined : 'it is not a JSON object';
  if (wrong === undefined || (text === undefined && !isFilled(home))) return [];
  const wayOut = 'restore it from your backup: nothing else holds the key behind the tokens of this home';
  return [{ about: home.secrets, wrong, wayOut, blocks: true }];
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
