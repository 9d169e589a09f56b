// Groups and who is in them, with the JS SDK. Expectations are recorded, unless labelled otherwise.
import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  DeleteGroupCommand,
  DeleteUserCommand,
  GetGroupCommand,
  ListGroupsCommand,
  ListGroupsForUserCommand,
  RemoveUserFromGroupCommand,
  UpdateGroupCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { account, failure, nameOf, newUser, platform } from "./platform.ts";

const { iam } = await platform();

async function newGroup(Path?: string): Promise<string> {
  const GroupName = nameOf("group");
  await iam.send(new CreateGroupCommand({ GroupName, Path }));
  return GroupName;
}
const add = (UserName: string, GroupName: string) => iam.send(new AddUserToGroupCommand({ UserName, GroupName }));
const membersOf = async (GroupName: string, page = {}) => {
  const { Users, Marker } = await iam.send(new GetGroupCommand({ GroupName, ...page }));
  return { names: Users?.map(({ UserName }) => UserName), Marker };
};
const groupsOf = async (UserName: string) =>
  (await iam.send(new ListGroupsForUserCommand({ UserName }))).Groups?.map(({ GroupName }) => GroupName);

describe("groups", () => {
  it("CreateGroup: answers the group, as GetGroup and ListGroups do", async () => {
    const GroupName = nameOf("group");
    const { Group } = await iam.send(new CreateGroupCommand({ GroupName, Path: "/some/location/" }));
    const shown = {
      Path: "/some/location/",
      GroupName,
      GroupId: expect.stringMatching(/^AGPA[A-Z2-7]{17}$/),
      Arn: `arn:aws:iam::${account}:group/some/location/${GroupName}`,
      CreateDate: expect.any(Date),
    };
    expect(Group).toEqual(shown);
    const got = await iam.send(new GetGroupCommand({ GroupName }));
    expect(got).toMatchObject({ Group: shown, Users: [], IsTruncated: false });
    const { Groups } = await iam.send(new ListGroupsCommand({ PathPrefix: "/some/" }));
    expect(Groups).toEqual([shown]);
    expect(await failure(iam.send(new CreateGroupCommand({ GroupName })))).toEqual({
      name: "EntityAlreadyExistsException",
      message: `Group with name ${GroupName} already exists.`,
      status: 409,
    });
  });

  it("AddUserToGroup and RemoveUserFromGroup: idempotent; the user is looked for first", async () => {
    const GroupName = await newGroup();
    const UserName = await newUser(iam);
    await add(UserName, GroupName);
    await add(UserName, GroupName);
    expect((await membersOf(GroupName)).names).toEqual([UserName]);
    expect(await groupsOf(UserName)).toEqual([GroupName]);
    await iam.send(new RemoveUserFromGroupCommand({ UserName, GroupName }));
    await iam.send(new RemoveUserFromGroupCommand({ UserName, GroupName }));
    expect((await membersOf(GroupName)).names).toEqual([]);
    expect(await groupsOf(UserName)).toEqual([]);
    expect((await failure(add("nobody", "no-group"))).message).toBe("The user with name nobody cannot be found.");
    expect((await failure(add(UserName, "no-group"))).message).toBe("The group with name no-group cannot be found.");
    const removed = iam.send(new RemoveUserFromGroupCommand({ UserName: "any-user", GroupName: "no-group" }));
    expect((await failure(removed)).message).toBe("The user with name any-user cannot be found.");
  });

  it("GetGroup: the users in pages", async () => {
    const GroupName = await newGroup();
    for (const letter of ["c", "a", "b"]) await add(await newUser(iam, `member-${letter}`), GroupName);
    const first = await membersOf(GroupName, { MaxItems: 2 });
    expect(first.names).toEqual(["member-a", "member-b"]);
    expect((await membersOf(GroupName, { Marker: first.Marker })).names).toEqual(["member-c"]);
  });

  it("UpdateGroup: another name and path, with its users", async () => {
    const GroupName = await newGroup();
    const UserName = await newUser(iam);
    await add(UserName, GroupName);
    const NewGroupName = nameOf("group");
    await iam.send(new UpdateGroupCommand({ GroupName, NewGroupName, NewPath: "/new-path/" }));
    const { Group } = await iam.send(new GetGroupCommand({ GroupName: NewGroupName }));
    expect(Group?.Arn).toBe(`arn:aws:iam::${account}:group/new-path/${NewGroupName}`);
    expect(await groupsOf(UserName)).toEqual([NewGroupName]);
    const other = await newGroup();
    expect((await failure(iam.send(new UpdateGroupCommand({ GroupName: other, NewGroupName })))).message).toBe(
      `Group with name ${NewGroupName} already exists.`,
    );
  });

  it("DeleteGroup and DeleteUser: not while the user is in the group", async () => {
    const GroupName = await newGroup();
    const UserName = await newUser(iam);
    await add(UserName, GroupName);
    const conflict = {
      name: "DeleteConflictException",
      message: "Cannot delete entity, must remove users from group first.",
      status: 409,
    };
    expect(await failure(iam.send(new DeleteGroupCommand({ GroupName })))).toEqual(conflict);
    expect(await failure(iam.send(new DeleteUserCommand({ UserName })))).toEqual(conflict);
    await iam.send(new RemoveUserFromGroupCommand({ UserName, GroupName }));
    await iam.send(new DeleteGroupCommand({ GroupName }));
    await iam.send(new DeleteUserCommand({ UserName }));
    expect((await failure(iam.send(new DeleteGroupCommand({ GroupName })))).status).toBe(404);
  });

  it("AddUserToGroup: a user is in ten groups at most (documented)", async () => {
    const UserName = await newUser(iam);
    for (let count = 0; count < 10; count++) await add(UserName, await newGroup());
    expect(await failure(add(UserName, await newGroup()))).toEqual({
      name: "LimitExceededException",
      message: "Cannot exceed quota for GroupsPerUser: 10",
      status: 409,
    });
  });
});
