/** The value of a dimension that stands for all beyond the biggest. It has a file of its own: the app loads no schemas. */
export const OTHERS = '…';
