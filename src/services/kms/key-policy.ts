// Key policies: the ones that KMS writes itself.
import { partitionOf } from "../../kit/arn.ts";
import type { Place } from "./store.ts";

/** The account may hand the key to its principals by their own policies. Recorded. */
export const defaultPolicy = ({ account, region }: Place): string =>
  pretty({
    Version: "2012-10-17",
    Id: "key-default-1",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: `arn:${partitionOf(region)}:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });

/** Of an AWS managed key: whoever may use the service may use the key through it. Documented in the developer guide. */
export const managedPolicy = ({ account, region }: Place, service: string): string =>
  pretty({
    Version: "2012-10-17",
    Id: `auto-${service}-1`,
    Statement: [
      {
        Sid: `Allow access through ${service} for all principals in the account that are authorized to use ${service}`,
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: [
          "kms:Encrypt",
          "kms:Decrypt",
          "kms:ReEncrypt*",
          "kms:GenerateDataKey*",
          "kms:CreateGrant",
          "kms:DescribeKey",
        ],
        Resource: "*",
        Condition: {
          StringEquals: { "kms:CallerAccount": account, "kms:ViaService": `${service}.${region}.amazonaws.com` },
        },
      },
      {
        Sid: "Allow direct access to key metadata to the account",
        Effect: "Allow",
        Principal: { AWS: `arn:${partitionOf(region)}:iam::${account}:root` },
        Action: ["kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant"],
        Resource: "*",
      },
    ],
  });

/** With spaces around colons, as AWS prints the policies it writes. Recorded. */
const pretty = (document: object): string => JSON.stringify(document, undefined, 2).replace(/^(\s*"[^"]*"):/gm, "$1 :");
