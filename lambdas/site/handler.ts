import { DeploySiteInput, DeploySiteResult } from '../contracts/site.ts';
import { answerCloudFormation } from '../platform/custom-resource.ts';
import { defineHandler } from '../platform/define-handler.ts';
import type { Http } from '../ports/ports.ts';
import type { SiteBucket } from '../ports/site-bucket.ts';
import { deploySite } from './deploy-site.ts';
import { readWebFiles } from './web-files.ts';

/** @property folder of the build */
export interface SitePorts {
  readonly http: Http;
  readonly site: SiteBucket;
  readonly folder: string;
}

export const makeDeploySiteHandler = ({ http, site, folder }: SitePorts) =>
  defineHandler({
    name: 'deploy-site',
    input: DeploySiteInput,
    output: DeploySiteResult,
    run: (event) =>
      answerCloudFormation(event, 'site', http, async () => ({
        result: await deploySite(event, await readWebFiles(folder), site),
      })),
  });
