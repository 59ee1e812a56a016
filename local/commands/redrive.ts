import { homeAt } from '../home.ts';
import { redriveCommand } from '../operate/redrive-home.ts';
import { defineCommand, HOME } from './command.ts';

export default defineCommand({
  help: '  npm run redrive -- [--home DIR]            reads slices that failed again',
  options: HOME,
  run: (values) => redriveCommand(homeAt(values.home)),
});
