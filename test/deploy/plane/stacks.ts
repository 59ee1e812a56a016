import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REGION } from './emulated-cloud.ts';

/** `<type> <logical id>` of every resource an assembly declares, by stack. */
export function declaredResources(assembly: string): Map<string, string[]> {
  const templates = readdirSync(assembly).filter((name) => name.endsWith('.template.json'));
  return new Map(
    templates.map((file) => {
      const { Resources } = JSON.parse(readFileSync(join(assembly, file), 'utf8')) as {
        Resources: Record<string, { Type: string }>;
      };
      const all = Object.entries(Resources).map(([id, { Type }]) => `${Type} ${id}`);
      return [file.replace('.template.json', ''), all.sort()];
    }),
  );
}

/** Asks a service none of our packages speaks with; the emulator checks no signature. */
async function asked(endpoint: string, service: string, headers: object, body?: string): Promise<string> {
  const scope = `Credential=test/20260101/${REGION}/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=none`;
  const response = await fetch(endpoint, {
    headers: { authorization, ...headers },
    ...(body === undefined ? {} : { method: 'POST', body }),
  });
  return response.text();
}

/** What the emulator says it made; it tells a hundred at once. */
export async function deployedResources(endpoint: string, stack: string): Promise<string[]> {
  const field = (text: string, name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '';
  const made: string[] = [];
  let token = '';
  do {
    const query = new URLSearchParams({
      Action: 'ListStackResources',
      Version: '2010-05-15',
      StackName: `RetailPulse-emulator-${stack}`,
      ...(token === '' ? {} : { NextToken: token }),
    });
    const text = await asked(`${endpoint}/?${query}`, 'cloudformation', {});
    for (const member of text.match(/<member>.*?<\/member>/gs) ?? [])
      if (/(?<!DELETE)_COMPLETE$/.test(field(member, 'ResourceStatus')))
        made.push(`${field(member, 'ResourceType')} ${field(member, 'LogicalResourceId')}`);
    token = field(text, 'NextToken');
  } while (token !== '');
  return made.sort();
}

export async function logRetentionDays(endpoint: string, logGroup: string): Promise<number | undefined> {
  const target = { 'x-amz-target': 'Logs_20140328.DescribeLogGroups', 'content-type': 'application/x-amz-json-1.1' };
  const text = await asked(endpoint, 'logs', target, JSON.stringify({ logGroupNamePrefix: logGroup }));
  const { logGroups } = JSON.parse(text) as { logGroups: { logGroupName: string; retentionInDays?: number }[] };
  return logGroups.find(({ logGroupName }) => logGroupName === logGroup)?.retentionInDays;
}
