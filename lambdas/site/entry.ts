import { join } from 'node:path';
import { s3Client } from '../adapters/cloud/clients.ts';
import { fetchHttp } from '../adapters/fetch/http.ts';
import { s3Site } from '../adapters/s3/site.ts';
import { SiteEnv } from '../contracts/environment.ts';
import { readEnv } from '../platform/env.ts';
import { makeDeploySiteHandler } from './handler.ts';

export const deploySite = makeDeploySiteHandler({
  http: fetchHttp,
  site: s3Site(s3Client(), readEnv(SiteEnv).SITE_BUCKET),
  folder: join(import.meta.dirname, 'web'),
});
