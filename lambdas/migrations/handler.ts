import { MigrateInput, MigrateResult } from '../contracts/migrate.ts';
import { defineHandler } from '../platform/define-handler.ts';
import type { Http } from '../ports/ports.ts';
import type { Provisioner } from '../ports/provisioner.ts';
import { answerCloudFormation } from './custom-resource.ts';

/** Forward-only migrations, then every object that is declared. Safe to repeat. */
export const makeMigrateHandler = ({ http, provisioner }: { readonly http: Http; readonly provisioner: Provisioner }) =>
  defineHandler({
    name: 'migrate',
    input: MigrateInput,
    output: MigrateResult,
    run: (event) =>
      answerCloudFormation(event, http, () => provisioner.provision(event.ResourceProperties, event.RequestId)),
  });
