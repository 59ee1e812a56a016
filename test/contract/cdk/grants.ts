// Who may do what: grants of functions, sources, alarms and people, in the synthesised templates.
import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import { unacknowledged } from '../../../lib/acknowledged-findings.ts';
import type { checkConfig } from '../../../lib/check-config.ts';

interface Synthesised {
  /** The template of a stack, once the app is synthesised. */
  readonly stack: (name: string) => Template;
  readonly config: ReturnType<typeof checkConfig>;
}

export const grants = ({ stack, config }: Synthesised) =>
  describe('grants', () => {
    it('accepts no grant on all secrets, all keys or all buckets', () => {
      const wildcards = [
        'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:eu-central-1:<AWS::AccountId>:secret:retailpulse/prod/*]',
        'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:eu-central-1:<AWS::AccountId>:secret:*]',
        'AwsSolutions-IAM5[Action::secretsmanager:*]',
        'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:kms:eu-central-1:<AWS::AccountId>:key/*]',
        'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::*/*]',
      ];
      expect(unacknowledged(wildcards)).toEqual(wildcards);
    });

    it('signs each function in as the user of its role, with that key alone', () => {
      const functions = ['Platform', 'Warehouse'].flatMap((name) =>
        Object.values(stack(name).findResources('AWS::Lambda::Function')),
      );
      const roles = Object.fromEntries(
        functions.flatMap(({ Properties }) => {
          const { SNOWFLAKE_ROLE, SNOWFLAKE_USER, SNOWFLAKE_SECRET } = Properties.Environment?.Variables ?? {};
          if (SNOWFLAKE_ROLE === undefined) return [];
          expect(SNOWFLAKE_USER).toBe(SNOWFLAKE_ROLE);
          expect(SNOWFLAKE_SECRET).toBe(
            `snowflake/${String(SNOWFLAKE_ROLE).replace('RETAILPULSE_', '').toLowerCase()}`,
          );
          return [[Properties.FunctionName as string, SNOWFLAKE_SECRET as string]];
        }),
      );
      expect(roles).toMatchObject({
        'retailpulse-prod-migrate': 'snowflake/admin',
        'retailpulse-prod-await-load': 'snowflake/loader',
        'retailpulse-prod-build-model': 'snowflake/transformer',
      });
      const grants = ['Platform', 'Warehouse'].flatMap((name) =>
        Object.values(stack(name).findResources('AWS::IAM::Policy')).map(({ Properties }) =>
          JSON.stringify(Properties),
        ),
      );
      for (const role of ['admin', 'loader', 'transformer']) {
        const readers = grants.filter((grant) => grant.includes(`/snowflake/${role}-??????`));
        expect(readers, role).toHaveLength(Object.values(roles).filter((one) => one === `snowflake/${role}`).length);
      }
    });

    it('lets a backfill start the ingests of this stage and nothing else', () => {
      const [policy] = Object.entries(stack('Ingestion').findResources('AWS::IAM::Policy')).filter(([id]) =>
        id.startsWith('BackfillMachineRole'),
      );
      const { Statement } = policy![1].Properties.PolicyDocument as {
        Statement: { Action: unknown; Resource: unknown }[];
      };
      const of = (action: string) => Statement.find(({ Action }) => [Action].flat().includes(action))?.Resource;
      const machines = [of('states:StartExecution')].flat();
      expect(machines).toHaveLength(sources.length);
      for (const machine of machines) expect(JSON.stringify(machine)).toContain('Ingest');
      for (const execution of [of('states:StopExecution')].flat())
        expect(JSON.stringify(execution)).toMatch(/:execution:.*IngestMachine.*:\*/);
    });

    it('keeps what holds data when its stack goes, encrypted and spoken to over TLS only', () => {
      const storage = stack('Storage');
      for (const [id, bucket] of Object.entries(storage.findResources('AWS::S3::Bucket')))
        expect(bucket.DeletionPolicy, id).toBe('Retain');
      storage.allResourcesProperties('AWS::KMS::Key', { EnableKeyRotation: true });
      storage.resourceCountIs('AWS::KMS::Key', 2);
    });

    it('lets a function do what it needs by name: no wildcard in an action, a source reads its own secrets only', () => {
      const statements = ['Platform', 'Ingestion'].flatMap((name) =>
        Object.values(stack(name).findResources('AWS::IAM::Policy')).flatMap(
          ({ Properties }) => Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[],
        ),
      );
      expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))).toEqual([]);
      const secretsOf = (source: string) =>
        statements
          .filter(
            ({ Action, Resource }) =>
              String(Action).includes('secretsmanager') && JSON.stringify(Resource).includes(source),
          )
          .map(({ Resource }) => JSON.stringify(Resource));
      expect(secretsOf('shopify/main')).toHaveLength(1);
      expect(secretsOf('shopify/main')[0]).not.toContain('klaviyo');
    });

    it('lets a source read what people drop for it where it takes files, and a secret only where it needs one', () => {
      const policies = Object.values(stack('Ingestion').findResources('AWS::IAM::Policy')).map(({ Properties }) =>
        JSON.stringify(Properties.PolicyDocument),
      );
      for (const { name, needsSecret } of sources) {
        const isFiles = name === 'files';
        const { settings } = config.connections.find(({ source }) => source === name)!;
        const readers = policies.filter((policy) => policy.includes(`drop/${name}/main/*`));
        expect(readers, name).toHaveLength(isFiles ? 1 : 0);
        for (const reader of readers) expect(reader).toContain(`tokens/${name}/*`);
        expect(
          policies.filter((policy) => policy.includes(`/${name}/main-??????`)),
          name,
        ).toHaveLength((needsSecret?.(settings) ?? true) ? 1 : 0);
      }
    });

    it('lets a source write its secrets where the vendor replaces their tokens, and nowhere else', () => {
      const policies = Object.values(stack('Ingestion').findResources('AWS::IAM::Policy'));
      const writers = policies.filter(({ Properties }) => JSON.stringify(Properties).includes('PutSecretValue'));
      for (const { name, rotates } of sources) {
        const own = writers.filter(({ Properties }) => JSON.stringify(Properties).includes(`/${name}/main-`));
        expect(own, name).toHaveLength(rotates ? 1 : 0);
      }
    });

    it('lets an alarm speak: each topic takes what CloudWatch of this account publishes, and its key does too', () => {
      const alerting = stack('Alerting');
      type Statement = { Action: string | string[]; Principal: { Service?: string | string[] }; Condition?: object };
      const lets = (document: { Statement: Statement[] }, action: string) =>
        document.Statement.some(
          ({ Action, Principal, Condition }) =>
            [Action].flat().some((one) => one.startsWith(action)) &&
            [Principal.Service].flat().includes('cloudwatch.amazonaws.com') &&
            JSON.stringify(Condition)?.includes('aws:SourceAccount'),
        );
      const policies = Object.values(alerting.findResources('AWS::SNS::TopicPolicy'));
      const topics = policies.flatMap(({ Properties }) =>
        lets(Properties.PolicyDocument, 'sns:Publish') ? (Properties.Topics as unknown[]) : [],
      );
      expect(topics).toHaveLength(4);
      const [key] = Object.values(alerting.findResources('AWS::KMS::Key'));
      expect(lets(key!.Properties.KeyPolicy, 'kms:Decrypt')).toBe(true);
    });

    it('forgets personal values after a while, and nothing that people dropped', () => {
      const rules = Object.values(stack('Storage').findResources('AWS::S3::Bucket')).flatMap(
        ({ Properties }) =>
          (Properties.LifecycleConfiguration?.Rules ?? []) as { Prefix?: string; ExpirationInDays?: number }[],
      );
      const expiring = rules.filter(({ ExpirationInDays, Prefix }) => ExpirationInDays !== undefined && Prefix);
      expect(expiring.map(({ Prefix, ExpirationInDays }) => [Prefix, ExpirationInDays])).toEqual([['tokens/', 730]]);
    });
  });
