import { describe, expect, it } from 'vitest';
import { isAddress, PAGES } from '../../../lambdas/contracts/pages.ts';
import { guardCode } from '../../../lib/constructs/network-guard.ts';

describe('the guard at the edge', () => {
  const answer = (ip: string, uri = '/published/current.json') =>
    new Function('event', `${guardCode(['192.0.2.0/24', '198.51.100.7/32'])}\nreturn handler(event);`)({
      viewer: { ip },
      request: { uri },
    }) as { uri?: string; statusCode?: number };
  it.each(['192.0.2.0', '192.0.2.255', '198.51.100.7'])('lets %s pass', (ip) =>
    expect(answer(ip)).toEqual({ uri: '/published/current.json' }),
  );
  it.each(['192.0.3.0', '192.0.1.255', '198.51.100.8', '2001:db8::1'])('refuses %s', (ip) =>
    expect(answer(ip)).toMatchObject({ statusCode: 403 }),
  );
  it('gives the app for each address that the server of one machine gives it for, and no other', () => {
    const paths = [
      ...['/', '/overview', '/health/', '/ovrview', '/customers/4711', '/index.html', '/theme.js', '/status.json'],
      ...[
        '/assets/index-1.js',
        '/assets/none',
        '/published/',
        '/published/tiles/a-1.json',
        '/status/summary.json',
        '/api/version',
      ],
    ];
    for (const path of paths)
      expect([path, answer('192.0.2.1', path).uri]).toEqual([path, isAddress(path) ? '/index.html' : path]);
    for (const { id } of PAGES) expect(answer('192.0.2.1', `/${id}`).uri).toBe('/index.html');
  });
});
