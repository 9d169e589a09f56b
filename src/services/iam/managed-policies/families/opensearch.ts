// Amazon OpenSearch Service's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const opensearch: readonly PolicySource[] = [
  {
    name: "AmazonOpenSearchServiceFullAccess",
    id: "ANPAZKAPJZG4F6P6N56MG",
    version: "v1",
    created: "2021-09-08T05:33:47Z",
    description: "Provides full access to the Amazon OpenSearch Service configuration service.",
    statements: [allow("es:*")],
  },
  {
    name: "AmazonOpenSearchServiceReadOnlyAccess",
    id: "ANPAZKAPJZG4PQONZTCWT",
    version: "v1",
    created: "2021-09-08T05:38:13Z",
    description: "Provides read-only access to the Amazon OpenSearch Service configuration service.",
    statements: [allow("es:Describe* List* Get*")],
  },
  {
    name: "AmazonOpenSearchServiceCognitoAccess",
    id: "ANPAZKAPJZG4I2NKQTDYL",
    version: "v2",
    created: "2021-09-02T06:31:49Z",
    updated: "2021-12-20T14:04:18Z",
    statements: [
      allow(
        `
          cognito-idp:DescribeUserPool CreateUserPoolClient DeleteUserPoolClient UpdateUserPoolClient
          DescribeUserPoolClient AdminInitiateAuth AdminUserGlobalSignOut ListUserPoolClients
          cognito-identity:DescribeIdentityPool UpdateIdentityPool GetIdentityPoolRoles
        `,
        { on: ["arn:aws:cognito-identity:*:*:identitypool/*", "arn:aws:cognito-idp:*:*:userpool/*"] },
      ),
      allow("iam:PassRole", {
        on: "arn:aws:iam::*:role/*",
        when: {
          StringLike: {
            "iam:PassedToService": ["cognito-identity.amazonaws.com", "cognito-identity-us-gov.amazonaws.com"],
          },
        },
      }),
      allow("cognito-identity:SetIdentityPoolRoles"),
    ],
  },
  {
    name: "AmazonESFullAccess",
    id: "ANPAJM6ZTCU24QL5PZCGC",
    version: "v1",
    created: "2015-10-01T19:14:00Z",
    description: "Provides full access to the Amazon ES configuration service.",
    statements: [allow("es:*")],
  },
  {
    name: "AmazonESReadOnlyAccess",
    id: "ANPAJUDMRLOQ7FPAR46FQ",
    version: "v2",
    created: "2015-10-01T19:18:24Z",
    updated: "2018-10-03T03:32:56Z",
    description: "Provides read-only access to the Amazon ES configuration service.",
    statements: [allow("es:Describe* List* Get*")],
  },
  {
    name: "AmazonESCognitoAccess",
    id: "ANPAJL2FUMODIGNDPTZHO",
    version: "v2",
    created: "2018-02-28T22:29:18Z",
    updated: "2021-12-20T14:04:44Z",
    statements: [
      allow(`
          cognito-idp:DescribeUserPool CreateUserPoolClient DeleteUserPoolClient UpdateUserPoolClient
          DescribeUserPoolClient AdminInitiateAuth AdminUserGlobalSignOut ListUserPoolClients
          cognito-identity:DescribeIdentityPool UpdateIdentityPool SetIdentityPoolRoles GetIdentityPoolRoles
        `),
      allow("iam:PassRole", {
        when: {
          StringLike: {
            "iam:PassedToService": ["cognito-identity.amazonaws.com", "cognito-identity-us-gov.amazonaws.com"],
          },
        },
      }),
    ],
  },
  {
    name: "AmazonOpenSearchIngestionFullAccess",
    id: "ANPAZKAPJZG4FXTCSS4ZA",
    version: "v1",
    created: "2023-04-26T18:11:38Z",
    statements: [
      allow(`
          osis:CreatePipeline UpdatePipeline DeletePipeline StartPipeline StopPipeline ListPipelines GetPipeline
          GetPipelineChangeProgress ValidatePipeline GetPipelineBlueprint ListPipelineBlueprints TagResource
          UntagResource ListTagsForResource
        `),
      allow("iam:CreateServiceLinkedRole", {
        on: "arn:aws:iam::*:role/aws-service-role/osis.amazonaws.com/AWSServiceRoleForAmazonOpenSearchIngestionService",
        when: { StringLike: { "iam:AWSServiceName": "osis.amazonaws.com" } },
      }),
    ],
  },
  {
    name: "AmazonOpenSearchIngestionReadOnlyAccess",
    id: "ANPAZKAPJZG4G7EWDJ7DQ",
    version: "v1",
    created: "2023-04-26T18:09:52Z",
    statements: [
      allow(`
          osis:GetPipeline GetPipelineChangeProgress GetPipelineBlueprint ListPipelineBlueprints ListPipelines
          ListTagsForResource
        `),
    ],
  },
  {
    name: "aws-service-role/AmazonOpenSearchServiceRolePolicy",
    id: "ANPAZKAPJZG4NHHCOTRP6",
    version: "v8",
    created: "2021-08-26T09:27:09Z",
    updated: "2024-08-20T22:57:07Z",
    statements: [
      allow("ec2:CreateNetworkInterface", {
        sid: "Stmt1480452973134",
        on: ["arn:aws:ec2:*:*:network-interface/*", "arn:aws:ec2:*:*:subnet/*", "arn:aws:ec2:*:*:security-group/*"],
      }),
      allow("ec2:DescribeNetworkInterfaces", { sid: "Stmt1480452973145" }),
      allow("ec2:DeleteNetworkInterface", { sid: "Stmt1480452973144", on: "arn:aws:ec2:*:*:network-interface/*" }),
      allow("ec2:ModifyNetworkInterfaceAttribute", {
        sid: "Stmt1480452973165",
        on: ["arn:aws:ec2:*:*:network-interface/*", "arn:aws:ec2:*:*:security-group/*"],
      }),
      allow("ec2:AssignIpv6Addresses", { sid: "Stmt1480452973149", on: "arn:aws:ec2:*:*:network-interface/*" }),
      allow("ec2:UnAssignIpv6Addresses", { sid: "Stmt1480452973150", on: "arn:aws:ec2:*:*:network-interface/*" }),
      allow("ec2:DescribeSecurityGroups", { sid: "Stmt1480452973154" }),
      allow("ec2:DescribeSubnets", { sid: "Stmt1480452973164" }),
      allow("ec2:DescribeVpcs", { sid: "Stmt1480452973174" }),
      allow("elasticloadbalancing:AddListenerCertificates RemoveListenerCertificates", {
        sid: "Stmt1480452973184",
        on: "arn:aws:elasticloadbalancing:*:*:listener/*",
      }),
      allow("ec2:CreateTags", { sid: "Stmt1480452973194", on: "arn:aws:ec2:*:*:network-interface/*" }),
      allow("ec2:DescribeTags", { sid: "Stmt1480452973195" }),
      allow("acm:DescribeCertificate", { sid: "Stmt1480452973196" }),
      allow("cloudwatch:PutMetricData", {
        sid: "Stmt1480452973197",
        when: { StringEquals: { "cloudwatch:namespace": ["AWS/ES", "AWS/OpenSearch"] } },
      }),
      allow("ec2:CreateVpcEndpoint ModifyVpcEndpoint", {
        sid: "Stmt1480452973198",
        on: [
          "arn:aws:ec2:*:*:vpc/*",
          "arn:aws:ec2:*:*:security-group/*",
          "arn:aws:ec2:*:*:subnet/*",
          "arn:aws:ec2:*:*:route-table/*",
        ],
      }),
      allow("ec2:CreateVpcEndpoint", {
        sid: "Stmt1480452973199",
        on: "arn:aws:ec2:*:*:vpc-endpoint/*",
        when: { StringEquals: { "aws:RequestTag/OpenSearchManaged": "true" } },
      }),
      allow("ec2:ModifyVpcEndpoint DeleteVpcEndpoints", {
        sid: "Stmt1480452973200",
        on: "arn:aws:ec2:*:*:vpc-endpoint/*",
        when: { StringEquals: { "aws:ResourceTag/OpenSearchManaged": "true" } },
      }),
      allow("ec2:DescribeVpcEndpoints", { sid: "Stmt1480452973201" }),
      allow("ec2:CreateTags", {
        sid: "Stmt1480452973202",
        on: "arn:aws:ec2:*:*:vpc-endpoint/*",
        when: { StringEquals: { "ec2:CreateAction": "CreateVpcEndpoint" } },
      }),
    ],
  },
  {
    name: "aws-service-role/AmazonOpenSearchServerlessServiceRolePolicy",
    id: "ANPAZKAPJZG4KVCDI6A6Y",
    version: "v2",
    created: "2022-11-24T19:50:12Z",
    updated: "2024-07-25T21:19:30Z",
    statements: [
      allow("cloudwatch:PutMetricData", {
        sid: "AllowAOSSCloudwatchMetrics",
        when: { StringEquals: { "cloudwatch:namespace": "AWS/AOSS" } },
      }),
    ],
  },
];
