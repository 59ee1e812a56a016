// All faults of a configuration at once, so that a person can fix them in one go.
import { z } from 'zod';
import { ConnectionConfig, secretName } from '../lambdas/contracts/config.ts';
import { ConfigError } from '../lambdas/contracts/errors.ts';
import { sources } from '../lambdas/extractors/sources/index.ts';
import type { Secrets } from '../lambdas/ports/ports.ts';
import { checkConnection } from './connections.ts';

/**
 * Validates every connection as written, even entries that are not connections at all.
 * @returns one line per fault: where, what was seen, what is expected and an example
 */
export async function connectionFaults(written: unknown, secrets: Secrets): Promise<readonly string[]> {
  const listed = (written as { connections?: unknown } | null)?.connections;
  if (!Array.isArray(listed)) return [];
  const faults: string[] = [];
  const names: string[] = [];
  for (const [at, one] of listed.entries()) {
    const parsed = ConnectionConfig.safeParse(one);
    if (!parsed.success) {
      faults.push(
        ...parsed.error.issues.map(({ path, message }) => `connections.${[at, ...path].join('.')}: ${message}`),
      );
      continue;
    }
    const name = `${parsed.data.source}/${parsed.data.name}`;
    if (names.includes(name)) faults.push(`connection ${name} is configured twice; give one of them another name`);
    names.push(name);
    faults.push(...(await faultsOf(parsed.data, secrets)));
  }
  return faults;
}

async function faultsOf(one: ConnectionConfig, secrets: Secrets): Promise<readonly string[]> {
  const source = sources.find(({ name }) => name === one.source);
  const settings = source?.settings.safeParse(one.settings);
  const found: string[] = [];
  if (source && settings && !settings.success)
    found.push(
      `connection ${one.source}/${one.name}: settings are wrong: ${issuesOf(settings.error)}; for example settings: ${exampleOf(source.settings, settings.error)}`,
    );
  // The secret is validated even when the settings are wrong.
  if (source && (settings?.success ? (source.needsSecret?.(settings.data) ?? true) : !source.needsSecret)) {
    const fault = await secretFault(one, source.secret, secrets);
    if (fault) found.push(fault);
  }
  if (found.length > 0) return found;
  try {
    await checkConnection(one, secrets);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return [error.message];
    throw error;
  }
}

async function secretFault(one: ConnectionConfig, schema: z.ZodType, secrets: Secrets): Promise<string | undefined> {
  const name = secretName(one);
  const example = `for example "${name}": ${exampleOf(schema)} in the secrets file, or ${envOf(one, schema)} in .env before the first start`;
  const where = `connection ${one.source}/${one.name}: secret ${name}`;
  try {
    const checked = schema.safeParse((await secrets.get(name)).value);
    return checked.success ? undefined : `${where} is wrong: ${issuesOf(checked.error)}; ${example}`;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return `${where} is missing; ${example}`;
  }
}

const issuesOf = (error: z.ZodError) =>
  error.issues.map((issue) => `${issue.path.join('.') || 'value'}: ${issue.message}`).join('; ');

interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
}

const schemaOf = (schema: z.ZodType): JsonSchema => {
  const { anyOf, oneOf, ...own } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return anyOf?.[0] ?? oneOf?.[0] ?? own;
};

/** Example values for the fields a schema requires; for a schema that does not list them, for the wrong ones. */
function exampleOf(schema: z.ZodType, wrong?: z.ZodError): string {
  const told = schemaOf(schema);
  if (told.properties || !wrong) return JSON.stringify(filled('', told));
  const fields = wrong.issues.flatMap(({ path: [field] }) => (field === undefined ? [] : [String(field)]));
  return JSON.stringify(Object.fromEntries(fields.map((field) => [field, filled(field, {})])));
}

function filled(
  name: string,
  { type, format, properties, required, enum: words, const: only, anyOf }: JsonSchema,
): unknown {
  if (only !== undefined) return only;
  if (words) return words[0];
  if (anyOf?.[0]) return filled(name, anyOf[0]);
  if (properties)
    return Object.fromEntries((required ?? []).map((field) => [field, filled(field, properties[field] ?? {})]));
  if (type === 'number' || type === 'integer') return 1;
  if (type === 'boolean') return true;
  if (type === 'array') return [];
  if (format === 'uri') return 'https://your-shop.example';
  return `your ${name.replaceAll('_', ' ')}`.trim();
}

const envOf = ({ source, name }: ConnectionConfig, schema: z.ZodType): string =>
  (schemaOf(schema).required ?? ['FIELD'])
    .map((field) => `${source}__${name}__${field}`.toUpperCase())
    .map((variable) => `${variable}=…`)
    .join(' ');
