import { pinnedPython } from './python.ts';

/** Before any file of the deployment test runs: two of them must not make the same environment at once. */
export default async (): Promise<void> => {
  await pinnedPython();
};
