// What a home says of itself: from which world or configuration it was filled, and with which secrets.
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
          ? 'restore it from a copy of yours: nothing else says what this home was filled from'
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
  if (!written) say('version.json', text === undefined ? 'it is gone' : 'it is damaged', second && copied);
  else if (second && !isSameOrigin(written.origin, second.origin))
    findings.push({
      about: 'version.json',
      wrong: 'it and its copy say that the home was filled from different worlds: one of them is of another home',
      wayOut: 'remove the one that is wrong; the doctor writes it again from the other',
      blocks: true,
    });
  else if (!second || JSON.stringify(second) !== JSON.stringify(written))
    say('version.copy.json', copied === undefined ? 'it is gone' : 'it is not the same as version.json', text);
  if ((written ?? second)?.origin.kind === 'config') findings.push(...examineSecrets(home));
  return findings;
}

function examineSecrets(home: Home): Damage[] {
  const text = textOf(home.secrets);
  const wrong = text === undefined ? 'it is gone' : isObject(text) ? undefined : 'it is no JSON object';
  if (wrong === undefined || (text === undefined && !isFilled(home))) return [];
  const wayOut = 'restore it from a copy of yours: nothing else holds the key behind the tokens of this home';
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
