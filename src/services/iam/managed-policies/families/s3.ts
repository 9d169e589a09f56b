// Amazon S3's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const s3: readonly PolicySource[] = [
  {
    name: "AmazonS3FullAccess",
    id: "ANPAIFIR6V6BVTRAHWINE",
    version: "v2",
    created: "2015-02-06T18:40:58Z",
    updated: "2021-09-27T20:16:37Z",
    description: "Provides full access to all buckets via the AWS Management Console.",
    statements: [allow("s3:* s3-object-lambda:*")],
  },
  {
    name: "AmazonS3ReadOnlyAccess",
    id: "ANPAIZTJ4DXE7G6AGAE6M",
    version: "v3",
    created: "2015-02-06T18:40:59Z",
    updated: "2023-08-10T21:31:39Z",
    description: "Provides read only access to all buckets via the AWS Management Console.",
    statements: [allow("s3:Get* List* Describe* s3-object-lambda:Get* List*")],
  },
  {
    name: "service-role/AmazonS3ObjectLambdaExecutionRolePolicy",
    id: "ANPAZKAPJZG4PG47VBSXA",
    version: "v1",
    created: "2021-08-18T10:07:41Z",
    statements: [allow("logs:CreateLogGroup CreateLogStream PutLogEvents s3-object-lambda:WriteGetObjectResponse")],
  },
  {
    name: "AmazonS3OutpostsFullAccess",
    id: "ANPAZKAPJZG4BKMLUXKOR",
    version: "v1",
    created: "2020-10-02T17:26:30Z",
    statements: [
      allow("s3-outposts:*"),
      allow("datasync:ListTasks ListLocations DescribeTask DescribeLocation*"),
      allow("ec2:DescribeVpcs DescribeSubnets DescribeSecurityGroups DescribeNetworkInterfaces"),
      allow("outposts:ListOutposts GetOutpost"),
    ],
  },
  {
    name: "AmazonS3OutpostsReadOnlyAccess",
    id: "ANPAZKAPJZG4PJ2AX4CUB",
    version: "v1",
    created: "2020-10-02T18:55:58Z",
    statements: [
      allow("s3-outposts:Get* List*"),
      allow("datasync:ListTasks ListLocations DescribeTask DescribeLocation*"),
      allow("ec2:DescribeVpcs DescribeSubnets DescribeSecurityGroups DescribeNetworkInterfaces"),
      allow("outposts:ListOutposts GetOutpost"),
    ],
  },
  {
    name: "AmazonS3TablesFullAccess",
    id: "ANPAZKAPJZG4OUBBEQLZN",
    version: "v1",
    created: "2024-12-03T15:21:07Z",
    statements: [allow("s3tables:*")],
  },
  {
    name: "AmazonS3TablesReadOnlyAccess",
    id: "ANPAZKAPJZG4CWAS4ILUK",
    version: "v1",
    created: "2024-12-03T15:21:06Z",
    statements: [allow("s3tables:Get* List*")],
  },
];
