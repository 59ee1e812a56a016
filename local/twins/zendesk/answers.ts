// What Zendesk's answers have in common.
import { json, type TwinAnswer } from '../kit.ts';

/** Fields every record has, of types they never have; what records are told apart by stays. */
export const WRONG = { url: 7, type: 7, body: 7 };

/** A refusal of parameters nobody knows. */
export const unknown = (params: URLSearchParams, known: readonly string[]): TwinAnswer | undefined => {
  const wrong = [...params.keys()].find((name) => !known.includes(name));
  return wrong === undefined ? undefined : invalid(`The parameter ${wrong} is not known here`);
};
export const invalid = (description: string): TwinAnswer => json(400, { error: 'InvalidValue', description });
