import { readStatus } from '../../lambdas/runs/read-status.ts';
import { statusText } from '../status-text.ts';
import type { Stage } from './stage.ts';

/** What a home's status says, of a stage, and what only a stage has: executions that run and slices that wait. */
export async function stageStatus(stage: Stage, asJson: boolean): Promise<string> {
  const [status, running, waiting] = await Promise.all([
    readStatus(stage.store),
    stage.running(),
    stage.failedSlices(),
  ]);
  if (asJson) {
    const more = { running: Object.fromEntries(running), failed_slices_waiting: waiting };
    return `${JSON.stringify({ ...status, ...more }, null, 2)}\n`;
  }
  const name = stage.settings.stage;
  const now = [...running].map(([machine, executions]) => `  ${machine}: ${executions.join(', ')}\n`);
  return [
    status.last_run ? statusText(status) : `No pipeline has ended in stage ${name} yet.\n`,
    now.length > 0 ? `\nRunning now\n${now.join('')}` : '\nNothing runs now.\n',
    waiting > 0 ? `${waiting} failed slices wait: npm run redrive -- --stage ${name}\n` : 'No failed slice waits.\n',
  ].join('');
}
