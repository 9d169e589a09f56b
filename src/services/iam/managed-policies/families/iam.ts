// IAM's managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const iam: readonly PolicySource[] = [
  {
    name: "IAMFullAccess",
    id: "ANPAI7XKCFMBPM3QQRRVQ",
    version: "v2",
    created: "2015-02-06T18:40:38Z",
    updated: "2019-06-21T19:40:00Z",
    description: "Provides full access to IAM via the AWS Management Console.",
    statements: [
      allow(`
          iam:* organizations:DescribeAccount DescribeOrganization DescribeOrganizationalUnit DescribePolicy
          ListChildren ListParents ListPoliciesForTarget ListRoots ListPolicies ListTargetsForPolicy
        `),
    ],
  },
  {
    name: "IAMReadOnlyAccess",
    id: "ANPAJKSO7NDY4T57MWDSQ",
    version: "v4",
    created: "2015-02-06T18:40:39Z",
    updated: "2018-01-25T19:11:27Z",
    description: "Provides read only access to IAM via the AWS Management Console.",
    statements: [
      allow(`
          iam:GenerateCredentialReport GenerateServiceLastAccessedDetails Get* List* SimulateCustomPolicy
          SimulatePrincipalPolicy
        `),
    ],
  },
  {
    name: "IAMUserChangePassword",
    id: "ANPAJ4L4MM2A7QIEB56MS",
    version: "v2",
    created: "2016-11-15T00:25:16Z",
    updated: "2016-11-15T23:18:55Z",
    description: "Provides the ability for an IAM user to change their own password.",
    statements: [
      allow("iam:ChangePassword", { on: "arn:aws:iam::*:user/${aws:username}" }),
      allow("iam:GetAccountPasswordPolicy"),
    ],
  },
  {
    name: "IAMUserSSHKeys",
    id: "ANPAJTSHUA4UXGXU7ANUA",
    version: "v1",
    created: "2015-07-09T17:08:54Z",
    description: "Provides the ability for an IAM user to manage their own SSH keys.",
    statements: [
      allow(
        `
          iam:DeleteSSHPublicKey GetSSHPublicKey ListSSHPublicKeys UpdateSSHPublicKey UploadSSHPublicKey
        `,
        { on: "arn:aws:iam::*:user/${aws:username}" },
      ),
    ],
  },
  {
    name: "IAMSelfManageServiceSpecificCredentials",
    id: "ANPAI4VT74EMXK2PMQJM2",
    version: "v1",
    created: "2016-12-22T17:25:18Z",
    description: "Allows an IAM user to manage their own Service Specific Credentials",
    statements: [
      allow(
        `
          iam:CreateServiceSpecificCredential ListServiceSpecificCredentials UpdateServiceSpecificCredential
          DeleteServiceSpecificCredential ResetServiceSpecificCredential
        `,
        { on: "arn:aws:iam::*:user/${aws:username}" },
      ),
    ],
  },
  {
    name: "IAMAccessAdvisorReadOnly",
    id: "ANPAZKAPJZG4FNDX5PG6Z",
    version: "v1",
    created: "2019-06-21T19:33:45Z",
    statements: [
      allow(`
          iam:ListRoles ListUsers ListGroups ListPolicies ListPoliciesGrantingServiceAccess
          GenerateServiceLastAccessedDetails GenerateOrganizationsAccessReport GenerateCredentialReport GetRole
          GetPolicy GetServiceLastAccessedDetails GetServiceLastAccessedDetailsWithEntities
          GetOrganizationsAccessReport organizations:DescribeAccount DescribeOrganization
          DescribeOrganizationalUnit DescribePolicy ListChildren ListParents ListPoliciesForTarget ListRoots
          ListPolicies ListTargetsForPolicy
        `),
    ],
  },
  {
    name: "IAMAccessAnalyzerFullAccess",
    id: "ANPAZKAPJZG4MAZGHIYZN",
    version: "v1",
    created: "2019-12-02T17:12:40Z",
    statements: [
      allow("access-analyzer:*"),
      allow("iam:CreateServiceLinkedRole", {
        when: { StringEquals: { "iam:AWSServiceName": "access-analyzer.amazonaws.com" } },
      }),
      allow(`
          organizations:DescribeAccount DescribeOrganization DescribeOrganizationalUnit ListAccounts
          ListAccountsForParent ListAWSServiceAccessForOrganization ListChildren ListDelegatedAdministrators
          ListOrganizationalUnitsForParent ListParents ListRoots
        `),
    ],
  },
  {
    name: "IAMAccessAnalyzerReadOnlyAccess",
    id: "ANPAZKAPJZG4GY4R3GAPM",
    version: "v4",
    created: "2019-12-02T17:12:53Z",
    updated: "2024-07-18T17:49:04Z",
    statements: [
      allow(
        `
          access-analyzer:CheckAccessNotGranted CheckNoNewAccess CheckNoPublicAccess Get* List* ValidatePolicy
        `,
        { sid: "IAMAccessAnalyzerReadOnlyAccess" },
      ),
    ],
  },
];
