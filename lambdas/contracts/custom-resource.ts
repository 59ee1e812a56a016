import { z } from 'zod';

/** Request of CloudFormation to a custom resource, with the URL for the answer. */
export const CustomResourceInput = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.string().optional(),
});
export type CustomResourceInput = z.infer<typeof CustomResourceInput>;
