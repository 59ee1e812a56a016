/**
 * Tables in which incremental builds note what they did. They lie inside the candidate: a discarded run forgets what it read, a
 * published one keeps it, and neither can be half true.
 */
export const STATE = {
  builds: 'staging._builds',
  filesRead: 'staging._files_read',
  windowsRead: 'staging._windows_read',
  leftOut: 'staging._left_out',
  keyConflicts: 'staging._key_conflicts',
} as const;
