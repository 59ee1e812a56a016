import { checkSync } from 'recheck';
import { describe, expect, it } from 'vitest';
import { patterns } from './outside-patterns.ts';

describe('patterns that see text from outside', () => {
  it('are found', () => {
    expect(patterns.size).toBeGreaterThan(100);
    expect([...patterns.keys()]).toContain(
      '/^\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:?\\d\\d)$/',
    );
  });

  it('are told from those whose time grows faster than the text', () => {
    expect(checkSync('\\+.*$', '').status).toBe('vulnerable');
    expect(checkSync('^\\d{4}$', '').status).toBe('safe');
  });

  it.each([...patterns])('%s takes time in proportion to the text', (_name, { file, source, flags }) => {
    const told = checkSync(source, flags);
    const found =
      told.status === 'vulnerable' ? `${told.complexity.summary}, as by ${told.attack.pattern}` : told.status;
    expect({ file, found }).toEqual({ file, found: 'safe' });
  });
});
