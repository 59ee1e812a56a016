import type { ComponentType } from 'preact';
import type { PageManifest } from '../../../lambdas/contracts/tile/page.ts';

export interface PageProps {
  /** Undefined before the first publication. */
  readonly manifest: PageManifest | undefined;
  /** Called for each tile once it is rendered, or has failed. */
  settled(name: string): void;
}
export type PageModule = ComponentType<PageProps>;
