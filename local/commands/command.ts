import type { ParseArgsConfig } from 'node:util';
import { ConfigError } from '../../lambdas/contracts/errors.ts';

/** A command of the command line. */
export interface Command<Values = Record<string, string | boolean | string[] | undefined>> {
  /** Lines of the help, indented by two. */
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** True if it takes positional arguments. */
  readonly words?: true;
  /** @returns the exit code */
  run(values: Values, words: readonly string[]): Promise<number>;
}

/** Types a command's values by its options. */
export const defineCommand = <const Options extends NonNullable<ParseArgsConfig['options']>>(
  command: Omit<Command, 'run' | 'options'> & {
    readonly options: Options;
    run(values: ValuesOf<Options>, words: readonly string[]): Promise<number>;
  },
): Command => command as unknown as Command;

type ValuesOf<Options> = {
  readonly [Name in keyof Options]: ValueOf<Options[Name]>;
};
type ValueOf<Option> = Option extends { type: 'boolean' }
  ? boolean | undefined
  : Option extends { multiple: true }
    ? string[] | undefined
    : Option extends { default: string }
      ? string
      : string | undefined;

export const HOME = { home: { type: 'string', default: '.retailpulse' } } as const;

export function numberOf(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new ConfigError(`--${name} is '${text}', expected a number from ${least} to ${most}`);
}

export function wholeNumberOf(name: string, text: string, most: number): number {
  const value = numberOf(name, text, 0, most);
  if (Number.isInteger(value)) return value;
  throw new ConfigError(`--${name} is '${text}', expected a whole number from 0 to ${most}`);
}

export const say = (text: string): void => void process.stdout.write(text);
