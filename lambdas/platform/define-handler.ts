import { MetricUnit } from '@aws-lambda-powertools/metrics';
import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { ZodError, type z } from 'zod';
import { ConfigError, InvariantError, RetailPulseError } from '../contracts/errors.ts';
import type { Deadline } from '../ports/ports.ts';
import { logger, metrics, tracer } from './telemetry.ts';

interface HandlerContext {
  readonly deadline: Deadline;
}

interface Definition<In extends z.ZodType, Out extends z.ZodType> {
  readonly name: string;
  readonly input: In;
  readonly output: Out;
  run(input: z.output<In>, context: HandlerContext): Promise<z.input<Out>>;
}

export type Handler<In extends z.ZodType, Out extends z.ZodType> = (
  event: z.input<In>,
  context: Context,
) => Promise<z.output<Out>>;

/**
 * The single place where a function of ours becomes a Lambda handler: log context, trace segment, metrics,
 * input and output contracts, error names.
 *
 * @throws a RetailPulseError always, so that state machines can match on its name; anything else becomes InvariantError
 */
export function defineHandler<In extends z.ZodType, Out extends z.ZodType>(
  definition: Definition<In, Out>,
): Handler<In, Out> {
  const { name, input, output, run } = definition;
  return middy<z.input<In>, z.output<Out>, Error, Context>()
    .use(observe(name))
    .handler(async (event, context) => {
      const parsed = input.safeParse(event);
      if (!parsed.success) throw new ConfigError(`${name}: the input breaks its contract: ${issues(parsed.error)}`);
      const result = await run(parsed.data, { deadline: { remainingMs: () => context.getRemainingTimeInMillis() } });
      const checked = output.safeParse(result);
      if (!checked.success)
        throw new InvariantError(`${name}: the result breaks its contract: ${issues(checked.error)}`);
      return checked.data;
    });
}

/** `path: what is wrong`, for every issue; values are left out because they may be personal. */
const issues = (error: z.ZodError) =>
  error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');

/** Log lines carry their ids themselves: one process may run many slices at once. */
function observe(name: string): MiddlewareObj<unknown, unknown, Error, Context> {
  const keysOf = (event: unknown) => {
    const { run_id, slice_key } = (event ?? {}) as Record<string, unknown>;
    return { handler: name, run_id, slice_key };
  };
  const started = new WeakMap<object, number>();
  return {
    before: (request) => {
      started.set(request, performance.now());
      tracer.putAnnotation('handler', name);
    },
    after: (request) => {
      const duration_ms = Math.round(performance.now() - (started.get(request) ?? 0));
      logger.info('handler.finished', { ...keysOf(request.event), duration_ms });
      metrics.addDimension('handler', name);
      metrics.addMetric('HandlerDuration', MetricUnit.Milliseconds, duration_ms);
      metrics.publishStoredMetrics();
    },
    onError: (request) => {
      const { name: error, message, details } = named(request.error);
      logger.error('handler.failed', { ...keysOf(request.event), error, reason: message, details });
      metrics.addDimension('handler', name);
      metrics.addMetric('HandlerFailed', MetricUnit.Count, 1);
      metrics.publishStoredMetrics();
      request.error = named(request.error);
      throw request.error;
    },
  };
}

function named(error: Error | null): RetailPulseError {
  if (error instanceof RetailPulseError) return error;
  return new InvariantError(`unexpected ${error?.name ?? 'error'}: ${reasonOf(error)}`, {}, { cause: error });
}

/** Messages of the runtime and of zod may quote the text that caused them, so only the kind of error is passed on. */
function reasonOf(error: Error | null): string {
  if (error instanceof ZodError) return error.issues.map(({ path, code }) => `${path.length} deep: ${code}`).join('; ');
  if (error instanceof SyntaxError) return 'a text its parser does not accept';
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return code ?? error?.message ?? '';
}
