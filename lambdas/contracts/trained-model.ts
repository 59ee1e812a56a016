import { z } from 'zod';

/** The model file that serves; publish replaces it after the commit, by compare-and-swap. */
export const Champion = z.object({ key: z.string(), run_id: z.string(), as_of: z.string() });
export type Champion = z.infer<typeof Champion>;

/** Result of an equal training: same features, same moment, same code. */
export const Training = z.object({
  baseline_key: z.string(),
  model_key: z.string().nullable(),
  notice: z.string().nullable(),
});
export type Training = z.infer<typeof Training>;
