import { readStatus } from '../../lambdas/runs/read-status.ts';
import { statusText } from '../status-text.ts';
import type { Stage } from './stage.ts';

/** The same status as for a home, and the parts only a stage has: running executions and waiting slices. */
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
    now.length > 0 ? `\nRunning now\n${now.join('')}` : '\nNothing is running now.\n',
    waiting > 0
      ? `${waiting} failed slices are waiting: npm run redrive -- --stage ${name}\n`
      : 'No failed slice is waiting.\n',
  ].join('');
}
