/**
 * Accepted findings of cdk-nag, each with its reason. A test compares them with the actual ones, both ways, and lists
 * the resource each was accepted for in `test/contract/cdk/acknowledged-findings.txt`.
 */
export const ACKNOWLEDGED_FINDINGS: readonly { readonly rule: RegExp; readonly reason: string }[] = [
  {
    rule: /^AwsSolutions-IAM5\[Resource::[\w-]+:ExportsOutputFnGetAtt(?:Lake|Vault)Bucket\w+\/[\w/-]+\/\*\]$/,
    reason: 'Objects are granted by key prefix; S3 has no narrower form for keys that are made at run time.',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::<Site\w+\.Arn>\/\*\]$/,
    reason:
      "The function that puts the dashboards' app into its bucket names the files by the hashes of their content.",
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::\*\]$/,
    reason:
      'X-Ray, the delivery of Step Functions logs and the sign-in to ECR take no resource: see the service authorization reference.',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::.*:training-job\/retailpulse-\*\]$/,
    reason: 'A training job gets its name when it is started.',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::(?:[\w-]+:ExportsOutputFnGetAtt\w+Function\w+|<\w+Function\w+\.Arn>|arn:aws:states:[\w-]+:<AWS::AccountId>:execution:<\w+Machine\w+\.Name>):\*\]$/,
    reason:
      'A state machine may call each version of a function it names and watch each execution of a machine it starts, no other.',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::arn:aws:logs:[\w-]+:<AWS::AccountId>:log-group:\/aws\/sagemaker\/TrainingJobs:\*\]$/,
    reason: 'A training job writes into streams of its own in the one log group that SageMaker has for all jobs.',
  },
  {
    rule: /^AwsSolutions-IAM4\[Policy::arn:<AWS::Partition>:iam::aws:policy\/service-role\/AWSLambdaBasicExecutionRole\]$/,
    reason:
      "The CDK's own function that tells the lake's bucket whom to notify: it writes its log and nothing else by it.",
  },
  {
    rule: /^W9003$/,
    reason: 'The library writes the time limit of a custom resource as text; CloudFormation reads it as a number.',
  },
  {
    rule: /^AwsSolutions-SQS3$/,
    reason:
      'Each queue is itself where what failed waits: schedules that could not start, slices that could not be read.',
  },
  {
    rule: /^AwsSolutions-CFR1$/,
    reason: 'Viewers are allowed by network at the edge, which is narrower than by country.',
  },
  {
    rule: /^AwsSolutions-CFR2$/,
    reason:
      'Static files for known networks: a function at the edge refuses everybody else, nothing is executed behind it.',
  },
  {
    rule: /^AwsSolutions-CFR4$/,
    reason:
      'The default certificate of CloudFront fixes the protocol; TLS 1.2 comes with a certificate of the own domain.',
  },
];

/** Findings, as `rule at path`, that are not accepted. */
export const unacknowledged = (found: readonly string[]): string[] =>
  found.filter((one) => !ACKNOWLEDGED_FINDINGS.some(({ rule }) => rule.test(one.split(' at ')[0]!)));
