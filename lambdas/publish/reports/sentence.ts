import type { Sentence, Unit } from '../../contracts/tile/sentence.ts';

/** Short constructors for the parts of a sentence. */
export const say = (words: string): Sentence[number] => ({ text: words });
export const stress = (words: string): Sentence[number] => ({ text: words, strong: true });
export const figure = (value: number, unit: Unit): Sentence[number] => ({ value, unit, strong: true });
export const plain = (value: number, unit: Unit): Sentence[number] => ({ value, unit });
export const day = (date: string): Sentence[number] => ({ date });

export const plural = (count: number, one: string, many = `${one}s`): string => (count === 1 ? one : many);
