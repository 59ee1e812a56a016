// SDMX-JSON: values lie apart from their dimensions, found by position.
interface Dimension {
  readonly id: string;
  readonly values: readonly { readonly id: string }[];
}
interface Answered {
  readonly dataSets?: readonly {
    readonly series?: Readonly<
      Record<string, { readonly observations?: Readonly<Record<string, readonly unknown[]>> }>
    >;
  }[];
  readonly structure?: {
    readonly dimensions?: { readonly series?: readonly Dimension[]; readonly observation?: readonly Dimension[] };
  };
}

/**
 * One flat object per observation. A day without a value (the bank marks holidays so in some series) is no observation.
 * @returns undefined when the body is no SDMX-JSON
 * @see https://github.com/sdmx-twg/sdmx-json/blob/master/data-message/docs/1-sdmx-json-field-guide.md
 */
export function observationsIn(body: unknown): readonly Record<string, unknown>[] | undefined {
  const { dataSets, structure } = (body ?? {}) as Answered;
  const series = structure?.dimensions?.series;
  const [time] = structure?.dimensions?.observation ?? [];
  if (!dataSets || !series || !time) return undefined;
  const found = dataSets.flatMap((set) => Object.entries(set.series ?? {}));
  return found.flatMap(([position, { observations = {} }]) => {
    const codes = position.split(':').map(Number);
    const dimensions = Object.fromEntries(
      series.flatMap(({ id, values }, at) => {
        const code = values[codes[at]!]?.id;
        return code === undefined ? [] : [[id, code]];
      }),
    );
    return Object.entries(observations).flatMap(([at, [value]]) =>
      value === null || value === undefined
        ? []
        : [{ ...dimensions, [time.id]: time.values[Number(at)]?.id, OBS_VALUE: value }],
    );
  });
}
