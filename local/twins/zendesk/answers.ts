// Common parts of Zendesk's answers.
import { json, type TwinAnswer } from '../kit.ts';

/** Fields of every record to corrupt, with types they never have; identifying fields stay. */
export const WRONG = { url: 7, type: 7, body: 7 };

/** A refusal of unknown parameters. */
export const unknown = (params: URLSearchParams, known: readonly string[]): TwinAnswer | undefined => {
  const wrong = [...params.keys()].find((name) => !known.includes(name));
  return wrong === undefined ? undefined : invalid(`The parameter ${wrong} is not known here`);
};
export const invalid = (description: string): TwinAnswer => json(400, { error: 'InvalidValue', description });
