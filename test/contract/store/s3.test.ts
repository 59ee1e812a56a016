import { S3Client } from '@aws-sdk/client-s3';
import { s3Store } from '../../../lambdas/adapters/s3/object-store.ts';
import { startS3 } from '../../helpers/s3-server.ts';
import { objectStoreContract } from './object-store-contract.ts';

objectStoreContract('s3', async () => {
  const client = new S3Client({
    endpoint: await startS3(),
    region: 'eu-west-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return s3Store(client, 'landing');
});
