// Bodies reduced to the requested fields.
/** `fields` and `exclude_fields`: dotted names to keep or to drop. */
export function projected(body: Readonly<Record<string, unknown>>, params: URLSearchParams): unknown {
  const fields = params.get('fields')?.split(',');
  const excluded = params.get('exclude_fields')?.split(',') ?? [];
  const pick = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => pick(one, path));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, child]) => {
        const here = path === '' ? name : `${path}.${name}`;
        if (excluded.includes(here)) return [];
        if (fields === undefined) return [[name, pick(child, here)]];
        if (fields.some((one) => one === here || here.startsWith(`${one}.`))) return [[name, child]];
        return fields.some((one) => one.startsWith(`${here}.`)) ? [[name, pick(child, here)]] : [];
      }),
    );
  };
  return pick(body, '');
}
