import type { CheckHeader, ModelHeader } from './header.ts';

/** Layers above raw, bottom up; each is a folder of `sql/models/` and a schema of the warehouse. */
export const LAYERS = ['staging', 'intermediate', 'marts', 'features'] as const;
type Layer = (typeof LAYERS)[number];

/** One file of `sql/models/`. */
export interface Model {
  readonly name: string;
  readonly file: string;
  readonly layer: Layer;
  /** Schema-qualified name in the warehouse. */
  readonly table: string;
  readonly header: ModelHeader;
  readonly sql: string;
  /** Names of the models it reads, each once, in order of appearance. */
  readonly parents: readonly string[];
  /** The models among them whose changes it follows. */
  readonly followed: readonly string[];
  readonly source: { readonly source: string; readonly stream: string } | undefined;
}

/** One file of `sql/checks/`. */
export interface Check {
  readonly file: string;
  /** Names of the models it reads. */
  readonly parents: readonly string[];
  readonly header: CheckHeader;
  readonly sql: string;
}
