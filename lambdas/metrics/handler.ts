import { z } from 'zod';
import { ConfigError } from '../contracts/errors.ts';
import { defineHandler } from '../platform/define-handler.ts';
import { askedInUrl, METRICS_PATH } from './asked-in-url.ts';
import { type DeskPorts, WarehouseDesk } from './desk.ts';

/**
 * A request as a function's own address passes it on.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
const Request = z.object({ rawPath: z.string().startsWith(METRICS_PATH), rawQueryString: z.string().default('') });

const Response = z.object({
  statusCode: z.number().int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

const json = (statusCode: number, body: unknown): z.infer<typeof Response> => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

/** `GET /api/metrics/NAME?by=…`: a question without a right answer is refused with the reason and status 400. */
export const makeAnswerMetricHandler = (ports: DeskPorts) => {
  const desk = new WarehouseDesk(ports);
  return defineHandler({
    name: 'answer-metric',
    input: Request,
    output: Response,
    run: async ({ rawPath, rawQueryString }) => {
      try {
        const name = decodeURIComponent(rawPath.slice(METRICS_PATH.length));
        return json(200, await desk.ask(askedInUrl(name, new URLSearchParams(rawQueryString))));
      } catch (error) {
        if (error instanceof URIError) return json(400, { error: 'the address is not valid text' });
        if (error instanceof ConfigError) return json(400, { error: error.message });
        throw error;
      }
    },
  });
};
