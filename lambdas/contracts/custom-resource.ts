import { z } from 'zod';

/** What CloudFormation asks a custom resource, and where it wants the answer. */
export const CustomResourceInput = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.string().optional(),
});
export type CustomResourceInput = z.infer<typeof CustomResourceInput>;
