// AWS Step Functions' managed policies.
import { allow, type PolicySource } from "../policy-source.ts";

export const stepFunctions: readonly PolicySource[] = [
  {
    name: "AWSStepFunctionsReadOnlyAccess",
    id: "ANPAJONHB2TJQDJPFW5TM",
    version: "v4",
    created: "2017-01-11T21:46:19Z",
    updated: "2024-04-26T18:53:54Z",
    description: "An access policy for providing a user/role/etc read only access to the AWS StepFunctions service.",
    statements: [
      allow(
        `
          states:ListStateMachines ListActivities DescribeStateMachine DescribeStateMachineForExecution
          ListExecutions DescribeExecution GetExecutionHistory DescribeActivity ListTagsForResource
          DescribeMapRun ListMapRuns DescribeStateMachineAlias ListStateMachineAliases ListStateMachineVersions
          ValidateStateMachineDefinition
        `,
        { sid: "ReadOnlyAccess" },
      ),
    ],
  },
  {
    name: "AWSStepFunctionsFullAccess",
    id: "ANPAJXKA6VP3UFBVHDPPA",
    version: "v1",
    created: "2017-01-11T21:51:32Z",
    description: "An access policy for providing a user/role/etc access to the AWS StepFunctions API.",
    statements: [allow("states:*")],
  },
  {
    name: "AWSStepFunctionsConsoleFullAccess",
    id: "ANPAJIYC52YWRX6OSMJWK",
    version: "v2",
    created: "2017-01-11T21:54:31Z",
    updated: "2017-01-12T00:19:34Z",
    description:
      "An access policy for providing a user/role/etc access to the AWS StepFunctions console. For a full console experience, in addition to this policy, a user may need iam:PassRole permission on other IAM roles that can be assumed by the service.",
    statements: [
      allow("states:*"),
      allow("iam:ListRoles"),
      allow("iam:PassRole", { on: "arn:aws:iam::*:role/service-role/StatesExecutionRole*" }),
      allow("lambda:ListFunctions"),
    ],
  },
];
