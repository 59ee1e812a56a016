import type { z } from 'zod';
import { ConfigError } from '../contracts/errors.ts';

/**
 * Reads a function's settings from the environment, once, at cold start.
 * @throws ConfigError that lists every wrong key, never a value
 */
export function readEnv<T extends z.ZodType>(schema: T, from: NodeJS.ProcessEnv = process.env): z.output<T> {
  const parsed = schema.safeParse(from);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`environment: ${wrong.join('; ')}; set them on the function`);
}
