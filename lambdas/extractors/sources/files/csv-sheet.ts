// A CSV as people save it, as a table of texts.
import type { ObjectStore } from '../../../ports/object-store.ts';
import { openDelimited } from '../../engine/files/delimited.ts';
import type { Table } from './settings.ts';
import type { Sheet } from './sheet.ts';

/** @throws SourceContractError when it is not CSV */
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

/** Suggests the setting for lines that a program wrote above the header. */
function hintOf([first]: readonly string[], headerLine: number | undefined, { comment }: Table): string | undefined {
  if (comment === undefined && first?.startsWith('#')) return "lines that begin with # precede it; set comment: '#'";
  if (headerLine === undefined) return undefined;
  return `the header seems to be on line ${headerLine}; set skip: ${headerLine - 1}, the number of lines above it`;
}
