import { describe, expect, it } from 'vitest';
import { readTolerantly } from '../../../lambdas/sql/casts.ts';
import { parseMacro } from '../../../lambdas/sql/macros.ts';

const macro = (name: string, more: string) =>
  [
    name,
    parseMacro(`macros/${name}.sql`, `/*---\nmacro: ${name}\nabout: A\narguments: [x]\n${more}\n---*/\n{{ x }}`),
  ] as const;
const macros = new Map([
  macro('word_at', 'reads: text'),
  macro('when_at', 'reads: moment'),
  macro('total_of', 'reads: sum\nrefused_by: total_refused'),
  macro('total_refused', ''),
  macro('plain', ''),
]);
const step = (...columns: string[]) =>
  `a as (\n    select\n        ${columns.join(',\n        ')},\n        {{ nulled }} as _nulled\n    from x\n)`;

describe('casts of what a vendor sent', () => {
  it('are tolerant behind each macro whose header says that it reads a text', () => {
    const read = readTolerantly(
      step('{{ word_at(record) }}::bigint as units', '{{ plain(record) }}::bigint as other'),
      macros,
    );
    expect(read).toContain('try_cast({{ word_at(record) }} as decimal(15,0))::bigint as units');
    expect(read).toContain('{{ plain(record) }}::bigint as other');
    expect(read).toContain("then ',units'");
    expect(read).not.toContain("then ',other'");
  });

  it('name moments and sums that could not be read, by the macro that tells', () => {
    const read = readTolerantly(step('{{ when_at(a) }} as made_at', '{{ total_of(list) }} as total'), macros);
    expect(read).toContain("(nullif({{ a }}, '') is null) <> (({{ when_at(a) }}) is null) then ',made_at'");
    expect(read).toContain("when {{ total_refused(list) }} then ',total'");
  });

  it('are left as they are where no macro reads anything', () => {
    expect(readTolerantly(step('{{ plain(a) }}::bigint as b'), new Map())).toContain('null::varchar as _nulled');
  });
});
