// A CSV as people save it, as a table of texts.
import type { ObjectStore } from '../../../ports/object-store.ts';
import { openDelimited } from '../../engine/files/delimited.ts';
import type { Table } from './settings.ts';
import type { Sheet } from './sheet.ts';

/** @throws SourceContractError when it is no CSV */
export async function openCsv(store: ObjectStore, file: string, table: Table): Promise<Sheet> {
  const { decimal, columns, encoding, delimiter: told, skip, comment } = table;
  const form = { wanted: Object.keys(columns), encoding, delimiter: told, skip, comment };
  const { hash, header, headerLine, delimiter, rows } = await openDelimited(file, () => store.read(file), form);
  return {
    hash,
    header,
    hint: hintOf(header, headerLine, table),
    decimals: { mark: decimal ?? (delimiter === ';' ? ',' : '.'), isSure: decimal !== undefined },
    async *rows() {
      for await (const { cells, line } of rows())
        yield { line, cells: cells.map((cell) => (cell === '' ? null : cell.replaceAll('\0', '\ufffd'))) };
    },
    close: async () => {},
  };
}

/** Programs write lines above a header: which setting leaves them out. */
function hintOf([first]: readonly string[], headerLine: number | undefined, { comment }: Table): string | undefined {
  if (comment === undefined && first?.startsWith('#'))
    return "lines that begin with # stand above it: say comment: '#' in the settings";
  if (headerLine === undefined) return undefined;
  return `the header seems to stand on line ${headerLine}: say skip: ${headerLine - 1} in the settings, the number of lines above it`;
}
