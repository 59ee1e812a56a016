import type { PageModule } from './page-props.ts';

const standard = () => import('./standard.tsx');
/** Pages with more content than is published for them. */
const OWN: Readonly<Record<string, () => Promise<{ readonly default: PageModule }>>> = {
  health: () => import('./health.tsx'),
};

/** The code of a page; a page without its own is rendered from its manifest. */
export const pageModule = async (id: string): Promise<PageModule> =>
  (await (Object.hasOwn(OWN, id) ? OWN[id]! : standard)()).default;

/** Shown with or without a publication. */
export const standsAlone = (id: string): boolean => id === 'health';
