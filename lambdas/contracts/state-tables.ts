/**
 * Tables that record the progress of incremental builds. They are part of the candidate: a discarded run takes its
 * progress with it, a published run keeps it, and the two cannot diverge.
 */
export const STATE = {
  builds: 'staging._builds',
  filesRead: 'staging._files_read',
  windowsRead: 'staging._windows_read',
  leftOut: 'staging._left_out',
  keyConflicts: 'staging._key_conflicts',
  findings: 'staging._findings',
} as const;
