import type { ComponentChildren } from 'preact';

export interface DataTableProps {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A plain table: caption, headers, rows; the first column names the row, the others are figures. */
export const DataTable = ({ caption, heads, rows }: DataTableProps) => (
  <table>
    <caption class="vh">{caption}</caption>
    <thead>
      <tr>
        {heads.map((head, at) => (
          <th scope="col" class={at ? 'right' : undefined}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(([name, ...cells]) => (
        <tr>
          <th scope="row">{name}</th>
          {cells.map((cell) => (
            <td class="right">{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

/** Lets a wide table scroll inside its tile, also by keyboard. */
export const Scrolling = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
  <section class="scroll" tabIndex={0} aria-label={label}>
    {children}
  </section>
);
