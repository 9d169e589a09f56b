// AWS Lake Formation's managed policies.
import { allow, deny, type PolicySource } from "../policy-source.ts";

export const lakeFormation: readonly PolicySource[] = [
  {
    name: "AWSLakeFormationDataAdmin",
    id: "ANPAZKAPJZG4OWCH3ENIA",
    version: "v4",
    created: "2019-08-08T17:33:44Z",
    updated: "2024-12-03T15:06:06Z",
    description:
      "Grants administrative access to AWS Lake Formation and related services, such as AWS Glue, to manage data lakes",
    statements: [
      allow(
        `
          lakeformation:* cloudtrail:DescribeTrails LookupEvents glue:CreateCatalog UpdateCatalog DeleteCatalog
          GetCatalog GetCatalogs GetDatabase GetDatabases CreateDatabase UpdateDatabase DeleteDatabase
          GetConnections SearchTables GetTable CreateTable UpdateTable DeleteTable GetTableVersions
          GetPartitions GetTables ListWorkflows BatchGetWorkflows DeleteWorkflow GetWorkflowRuns
          StartWorkflowRun GetWorkflow s3:ListBucket GetBucketLocation ListAllMyBuckets GetBucketAcl
          iam:ListUsers ListRoles GetRole GetRolePolicy
        `,
        { sid: "AWSLakeFormationDataAdminAllow" },
      ),
      deny("lakeformation:PutDataLakeSettings", { sid: "AWSLakeFormationDataAdminDeny" }),
    ],
  },
  {
    name: "AWSLakeFormationCrossAccountManager",
    id: "ANPAZKAPJZG4HPT7Y7QL3",
    version: "v6",
    created: "2020-08-04T20:59:46Z",
    updated: "2024-03-22T18:51:56Z",
    description:
      "Provides cross account access to Glue resources via Lake Formation. Also grants read access to other required services such as organizations and resource access manager",
    statements: [
      allow("ram:CreateResourceShare", {
        sid: "AllowCreateResourceShare",
        when: { StringLikeIfExists: { "ram:RequestedResourceType": ["glue:Table", "glue:Database", "glue:Catalog"] } },
      }),
      allow(
        `
          ram:UpdateResourceShare DeleteResourceShare AssociateResourceShare DisassociateResourceShare
          GetResourceShares
        `,
        { sid: "AllowManageResourceShare", when: { StringLike: { "ram:ResourceShareName": ["LakeFormation*"] } } },
      ),
      allow("ram:AssociateResourceSharePermission", {
        sid: "AllowManageResourceSharePermissions",
        when: { StringLike: { "ram:PermissionArn": ["arn:aws:ram::aws:permission/AWSRAMLFEnabled*"] } },
      }),
      allow(
        `
          glue:PutResourcePolicy DeleteResourcePolicy organizations:DescribeOrganization DescribeAccount
          ram:Get* List*
        `,
        { sid: "AllowXAcctManagerPermissions" },
      ),
      allow("organizations:ListRoots ListAccountsForParent ListOrganizationalUnitsForParent", {
        sid: "AllowOrganizationsPermissions",
      }),
    ],
  },
  {
    name: "aws-service-role/LakeFormationDataAccessServiceRolePolicy",
    id: "ANPAZKAPJZG4N342E3KHW",
    version: "v2",
    created: "2019-06-20T20:46:19Z",
    updated: "2024-02-06T18:37:31Z",
    description: "Policy to grant temporary data access to Lake Formation resources",
    statements: [
      allow("s3:ListAllMyBuckets", { sid: "LakeFormationDataAccessServiceRolePolicy", on: "arn:aws:s3:::*" }),
    ],
  },
];
