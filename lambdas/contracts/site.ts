import { z } from 'zod';
import { CustomResourceInput } from './custom-resource.ts';

export const DeploySiteInput = CustomResourceInput.extend({
  ResourceProperties: z.object({
    /** Changes with the build, so that a deploy with a new build uploads it. */
    version: z.string(),
  }),
});
export type DeploySiteInput = z.infer<typeof DeploySiteInput>;

export const DeploySiteResult = z.object({ files: z.number().int(), deleted: z.number().int() });
export type DeploySiteResult = z.infer<typeof DeploySiteResult>;
