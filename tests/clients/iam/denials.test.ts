// How IAM's own operations are denied, with the JS SDK. In public issue threads of AWS's answers.
import {
  AddRoleToInstanceProfileCommand,
  CreateAccessKeyCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  GetPolicyCommand,
  GetRoleCommand,
  IAMClient,
  ListInstanceProfilesCommand,
  ListPoliciesCommand,
  ListUsersCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { expect, it } from "vitest";
import { account, failure, nameOf, newPolicy, newRole, newUser, platform, trustOf } from "./platform.ts";

const { forebay, iam } = await platform();

async function strangerOf(UserName: string): Promise<IAMClient> {
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "" } = AccessKey ?? {};
  return new IAMClient({ ...forebay.clientConfig, credentials: { accessKeyId, secretAccessKey } });
}

it("a denial names what is there by its name, and what is to come or listed by its ARN", async () => {
  const UserName = await newUser(iam);
  const stranger = await strangerOf(UserName);
  const denial = (action: string, resource: string) => ({
    name: "AccessDenied",
    message:
      `User: arn:aws:iam::${account}:user/${UserName} is not authorized to perform: iam:${action} on resource: ` +
      `${resource} because no identity-based policy allows the iam:${action} action`,
    status: 403,
  });
  const RoleName = await newRole(iam);
  const PolicyArn = await newPolicy(iam);
  const root = `arn:aws:iam::${account}:`;
  expect(await failure(stranger.send(new GetRoleCommand({ RoleName })))).toEqual(denial("GetRole", `role ${RoleName}`));
  expect(await failure(stranger.send(new GetRoleCommand({ RoleName: "nothing" })))).toEqual(
    denial("GetRole", "role nothing"),
  );
  expect(await failure(stranger.send(new GetPolicyCommand({ PolicyArn })))).toEqual(
    denial("GetPolicy", `policy ${PolicyArn}`),
  );
  expect(await failure(newPolicy(stranger, "new"))).toEqual(denial("CreatePolicy", "policy new"));
  expect(await failure(stranger.send(new ListPoliciesCommand({})))).toEqual(denial("ListPolicies", "policy path /"));
  const AssumeRolePolicyDocument = trustOf("ec2.amazonaws.com");
  const created = stranger.send(new CreateRoleCommand({ RoleName: "new", Path: "/etl/", AssumeRolePolicyDocument }));
  expect(await failure(created)).toEqual(denial("CreateRole", `${root}role/etl/new`));
  expect(await failure(stranger.send(new ListUsersCommand({})))).toEqual(denial("ListUsers", `${root}user/`));
  const listed = stranger.send(new ListInstanceProfilesCommand({ PathPrefix: "/karpenter/" }));
  expect(await failure(listed)).toEqual(denial("ListInstanceProfiles", `${root}instance-profile/karpenter/`));
  stranger.destroy();
});

it("AddRoleToInstanceProfile: the role must be passed, too", async () => {
  const UserName = await newUser(iam);
  const stranger = await strangerOf(UserName);
  const RoleName = await newRole(iam);
  const InstanceProfileName = nameOf("profile");
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
  const add = () => stranger.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }));
  const allow = (...Action: string[]) =>
    iam.send(
      new PutUserPolicyCommand({
        UserName,
        PolicyName: "own",
        PolicyDocument: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action, Resource: "*" }],
        }),
      }),
    );
  expect((await failure(add())).message).toContain(`on resource: instance profile ${InstanceProfileName} because`);
  await allow("iam:AddRoleToInstanceProfile");
  expect((await failure(add())).message).toContain(
    `iam:PassRole on resource: arn:aws:iam::${account}:role/${RoleName} because`,
  );
  await allow("iam:AddRoleToInstanceProfile", "iam:PassRole");
  await add();
  stranger.destroy();
});
