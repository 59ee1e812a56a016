import type { z } from 'zod';
import { SourceContractError } from '../../../contracts/errors.ts';
import type { HttpResponse } from '../../../ports/ports.ts';

/**
 * Parses the grant of a token endpoint. The message quotes nothing of an invalid answer: it may be a credential.
 * @throws SourceContractError
 */
export async function grantedIn<T extends z.ZodType>(response: HttpResponse, schema: T): Promise<z.output<T>> {
  const text = await response.text();
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new SourceContractError('the token endpoint did not answer with a grant; check its address in the settings', {
      characters: text.length,
    });
  }
}
