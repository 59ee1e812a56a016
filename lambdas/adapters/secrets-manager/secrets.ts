import {
  GetSecretValueCommand,
  InvalidRequestException,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { ConfigError } from '../../contracts/errors.ts';
import type { Secrets } from '../../ports/ports.ts';

/** One typed JSON secret per connection, under `<prefix>/<name>`. */
export function secretsManager(client: SecretsManagerClient, prefix: string): Secrets {
  const idOf = (name: string) => `${prefix}/${name}`;

  async function get(name: string) {
    try {
      const { SecretString, VersionId } = await client.send(new GetSecretValueCommand({ SecretId: idOf(name) }));
      return { value: JSON.parse(SecretString ?? 'null') as unknown, version: VersionId ?? '' };
    } catch (error) {
      if (error instanceof ResourceNotFoundException) {
        throw new ConfigError(
          `no secret '${idOf(name)}'; create it with the connection's credential as JSON`,
          {},
          { cause: error },
        );
      }
      if (error instanceof SyntaxError) throw new ConfigError(`secret '${idOf(name)}' is not JSON`);
      throw error;
    }
  }

  /**
   * The new value is stored without being current; the switch to it names the version it replaces, so that of two
   * concurrent rotations one wins and the other fails.
   */
  async function replace(name: string, value: unknown, version: string): Promise<boolean> {
    const { VersionId } = await client.send(
      new PutSecretValueCommand({
        SecretId: idOf(name),
        SecretString: JSON.stringify(value),
        VersionStages: ['RETAILPULSE_NEXT'],
      }),
    );
    try {
      await client.send(
        new UpdateSecretVersionStageCommand({
          SecretId: idOf(name),
          VersionStage: 'AWSCURRENT',
          MoveToVersionId: VersionId,
          RemoveFromVersionId: version,
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof InvalidRequestException || (error as Error).name === 'InvalidParameterException')
        return false;
      throw error;
    }
  }

  return { get, replace };
}
