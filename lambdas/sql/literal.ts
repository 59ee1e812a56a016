/** A text of ours as SQL. */
export const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;
