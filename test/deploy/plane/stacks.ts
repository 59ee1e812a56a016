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

/** What the emulator says it made. There is no CloudFormation client among our packages, and it checks no signature. */
export async function deployedResources(endpoint: string, stack: string): Promise<string[]> {
  const query = new URLSearchParams({
    Action: 'ListStackResources',
    Version: '2010-05-15',
    StackName: `RetailPulse-emulator-${stack}`,
  });
  const scope = `Credential=test/20260101/${REGION}/cloudformation/aws4_request`;
  const response = await fetch(`${endpoint}/?${query}`, {
    headers: { authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=none` },
  });
  const text = await response.text();
  const members = text.match(/<member>.*?<\/member>/gs) ?? [];
  const field = (member: string, name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(member)?.[1] ?? '';
  return members
    .filter((member) => /_COMPLETE$/.test(field(member, 'ResourceStatus')))
    .map((member) => `${field(member, 'ResourceType')} ${field(member, 'LogicalResourceId')}`)
    .sort();
}
