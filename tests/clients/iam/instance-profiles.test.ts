// Instance profiles with the JS SDK. Expectations are recorded, unless labelled otherwise.
import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  DeleteInstanceProfileCommand,
  DeleteRoleCommand,
  GetInstanceProfileCommand,
  ListInstanceProfilesCommand,
  ListInstanceProfilesForRoleCommand,
  RemoveRoleFromInstanceProfileCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { account, failure, nameOf, newRole, platform } from "./platform.ts";

const { iam } = await platform();

async function newProfile(): Promise<string> {
  const InstanceProfileName = nameOf("profile");
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
  return InstanceProfileName;
}
const add = (InstanceProfileName: string, RoleName: string) =>
  iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }));
const remove = (InstanceProfileName: string, RoleName: string) =>
  iam.send(new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName, RoleName }));

describe("instance profiles", () => {
  it("Create, Get, List, Delete", async () => {
    const InstanceProfileName = nameOf("profile");
    const { InstanceProfile } = await iam.send(
      new CreateInstanceProfileCommand({ InstanceProfileName, Path: "/prefix/" }),
    );
    const shown = {
      Path: "/prefix/",
      InstanceProfileName,
      InstanceProfileId: expect.stringMatching(/^AIPA[A-Z2-7]{17}$/),
      Arn: `arn:aws:iam::${account}:instance-profile/prefix/${InstanceProfileName}`,
      CreateDate: expect.any(Date),
      Roles: [],
    };
    expect(InstanceProfile).toEqual(shown);
    const get = async () => (await iam.send(new GetInstanceProfileCommand({ InstanceProfileName }))).InstanceProfile;
    expect(await get()).toEqual({ ...shown, Tags: [] });
    const { InstanceProfiles } = await iam.send(new ListInstanceProfilesCommand({ PathPrefix: "/prefix/" }));
    expect(InstanceProfiles).toEqual([shown]);
    expect(await failure(iam.send(new CreateInstanceProfileCommand({ InstanceProfileName })))).toEqual({
      name: "EntityAlreadyExistsException",
      message: `Instance Profile ${InstanceProfileName} already exists.`,
      status: 409,
    });
    await iam.send(new DeleteInstanceProfileCommand({ InstanceProfileName }));
    expect(await failure(get())).toEqual({
      name: "NoSuchEntityException",
      message: `Instance Profile ${InstanceProfileName} cannot be found.`,
      status: 404,
    });
  });

  it("AddRoleToInstanceProfile and RemoveRoleFromInstanceProfile: one role at a time", async () => {
    const profile = await newProfile();
    const RoleName = await newRole(iam);
    await add(profile, RoleName);
    const { InstanceProfile } = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName: profile }));
    expect(InstanceProfile?.Roles).toEqual([
      {
        Path: "/",
        RoleName,
        RoleId: expect.stringMatching(/^AROA/),
        Arn: `arn:aws:iam::${account}:role/${RoleName}`,
        CreateDate: expect.any(Date),
        AssumeRolePolicyDocument: expect.any(String),
      },
    ]);
    const { InstanceProfiles } = await iam.send(new ListInstanceProfilesForRoleCommand({ RoleName }));
    expect(InstanceProfiles?.map((each) => each.InstanceProfileName)).toEqual([profile]);
    expect(await failure(add(profile, await newRole(iam)))).toEqual({
      name: "LimitExceededException",
      message: "Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1",
      status: 409,
    });
    const conflict = {
      name: "DeleteConflictException",
      message: "Cannot delete entity, must remove roles from instance profile first.",
      status: 409,
    };
    expect(await failure(iam.send(new DeleteInstanceProfileCommand({ InstanceProfileName: profile })))).toEqual(
      conflict,
    );
    expect(await failure(iam.send(new DeleteRoleCommand({ RoleName })))).toEqual(conflict);
    await remove(profile, RoleName);
    expect((await failure(remove(profile, RoleName))).message).toBe(
      `Role ${RoleName} in Instance Profile ${profile} cannot be found.`,
    );
    await iam.send(new DeleteRoleCommand({ RoleName }));
    await iam.send(new DeleteInstanceProfileCommand({ InstanceProfileName: profile }));
  });

  it("errors: what is not there", async () => {
    const profile = await newProfile();
    const RoleName = await newRole(iam);
    const noProfile = "Instance Profile nonexistent cannot be found.";
    const noRole = "The role with name nonexistent cannot be found.";
    expect((await failure(add("nonexistent", RoleName))).message).toBe(noProfile);
    expect((await failure(remove("nonexistent", RoleName))).message).toBe(noProfile);
    expect((await failure(add(profile, "nonexistent"))).message).toBe(noRole);
    expect((await failure(remove(profile, "nonexistent"))).message).toBe(noRole);
  });
});
