import { existsSync } from 'node:fs';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import type { Diagnosis } from '../doctor/doctor.ts';
import { homeAt } from '../home.ts';
import { lockHome } from '../home-lock.ts';
import { defineCommand, HOME, say } from './command.ts';

export default defineCommand({
  help: `  npm run doctor -- [--home DIR] [--repair] [--json]
    reads everything a home stores and names what is damaged, missing or of another home; changes nothing
    --repair                          rebuilds what can be derived, without calling a vendor: the warehouse from
                                      landing, pointers from published versions, states from manifests; replaced files are
                                      moved to damaged/ in the home
    Exit code 0: nothing is damaged any more; 1: damage remains, and the remedy is printed`,
  options: { ...HOME, repair: { type: 'boolean' }, json: { type: 'boolean' } },
  run: async (values) => {
    const home = homeAt(values.home);
    if (!existsSync(home.root))
      throw new ConfigError(`${home.root} does not exist; give the folder of a home as --home`);
    const release = lockHome(home);
    try {
      const { doctor } = await import('../doctor/doctor.ts');
      const diagnosis = await doctor(home, values.repair ?? false);
      say(values.json ? `${JSON.stringify(diagnosis, null, 2)}\n` : diagnosisText(diagnosis, values.repair ?? false));
      return diagnosis.remains.length === 0 ? 0 : 1;
    } finally {
      release();
    }
  },
});

function diagnosisText({ found, mended, remains }: Diagnosis, isRepair: boolean): string {
  if (found.length === 0) return 'Nothing is damaged.\n';
  let text = `${found.length} damaged:\n`;
  for (const { about, wrong, wayOut, blocks } of found)
    text += `  ${blocks ? '■' : '◆'} ${about}: ${wrong}; ${wayOut}\n`;
  if (!isRepair) {
    const canMend = found.filter(({ mend }) => mend).length;
    return `${text}Nothing was changed. \`npm run doctor -- --repair\` repairs ${canMend} of ${found.length}; ■ blocks publication.\n`;
  }
  for (const { about, did } of mended) text += `  ✓ ${about}: ${did}\n`;
  for (const { about, wrong, wayOut } of remains) text += `  ■ remains: ${about}: ${wrong}; ${wayOut}\n`;
  return `${text}${remains.length === 0 ? 'Nothing is damaged any more; the next `npm start` goes on from there.' : `${remains.length} remain.`}\n`;
}
