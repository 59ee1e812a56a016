export const streamName = ({ source, connection, stream }: { source: string; connection: string; stream: string }) =>
  `${source}.${stream}${connection === 'main' ? '' : ` (${connection})`}`;
export const bare = (name: string) => name.replace(/^marts\./, '');
export const seconds = (from: string, to: string) => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
export const tone = (severity: string) => (severity === 'note' ? '' : severity === 'warn' ? 'warn' : 'bad');
