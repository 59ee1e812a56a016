import type { z } from 'zod';
import { SourceContractError } from '../../../contracts/errors.ts';
import type { HttpResponse } from '../../../ports/ports.ts';

/**
 * What a token endpoint granted. Nothing of an answer that is none stands in the message: it may be a credential.
 * @throws SourceContractError
 */
export async function grantedIn<T extends z.ZodType>(response: HttpResponse, schema: T): Promise<z.output<T>> {
  const text = await response.text();
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new SourceContractError(
      'the token grant was answered with something that is no grant; check the address the token is asked from',
      { characters: text.length },
    );
  }
}
