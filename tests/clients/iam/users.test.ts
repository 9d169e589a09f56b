// Users with the JS SDK. Expectations are recorded, unless labelled otherwise.
import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreateUserCommand,
  DeleteUserCommand,
  GetGroupCommand,
  GetUserCommand,
  ListUsersCommand,
  paginateListUsers,
  UpdateUserCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { account, failure, nameOf, newUser, platform } from "./platform.ts";

const { iam } = await platform();
const get = async (UserName: string) => (await iam.send(new GetUserCommand({ UserName }))).User;

describe("users", () => {
  it("CreateUser: answers the user, as GetUser and ListUsers do", async () => {
    const UserName = nameOf("user");
    const Tags = [
      { Key: "team", Value: "lake" },
      { Key: "Env", Value: "" },
    ];
    const { User } = await iam.send(new CreateUserCommand({ UserName, Path: "/data/engineers/", Tags }));
    const CreateDate = User?.CreateDate;
    const shown = {
      Path: "/data/engineers/",
      UserName,
      UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
      Arn: `arn:aws:iam::${account}:user/data/engineers/${UserName}`,
      CreateDate,
    };
    expect(CreateDate?.getMilliseconds()).toBe(0);
    expect(User).toEqual({ ...shown, Tags });
    expect(await get(UserName)).toEqual({ ...shown, Tags: Tags.toReversed() });
    const { Users, IsTruncated } = await iam.send(new ListUsersCommand({ PathPrefix: "/data/eng" }));
    expect(IsTruncated).toBe(false);
    expect(Users).toEqual([shown]);
  });

  it("CreateUser: names are not told apart by their case", async () => {
    const UserName = await newUser(iam);
    expect(await failure(newUser(iam, UserName.toUpperCase()))).toEqual({
      name: "EntityAlreadyExistsException",
      message: `User with name ${UserName.toUpperCase()} already exists.`,
      status: 409,
    });
    // Inferred: a user is found whatever the case of its name, which is shown as it was given.
    expect((await get(UserName.toUpperCase()))?.UserName).toBe(UserName);
  });

  it("GetUser, UpdateUser, DeleteUser: a user that does not exist", async () => {
    const missing = {
      name: "NoSuchEntityException",
      message: "The user with name nobody cannot be found.",
      status: 404,
    };
    const UserName = "nobody";
    expect(await failure(get(UserName))).toEqual(missing);
    expect(await failure(iam.send(new UpdateUserCommand({ UserName, NewPath: "/x/" })))).toEqual(missing);
    expect(await failure(iam.send(new DeleteUserCommand({ UserName })))).toEqual(missing);
  });

  it("UpdateUser: another name and path; id, date and groups stay", async () => {
    const UserName = await newUser(iam);
    const GroupName = nameOf("group");
    await iam.send(new CreateGroupCommand({ GroupName }));
    await iam.send(new AddUserToGroupCommand({ UserName, GroupName }));
    const before = await get(UserName);
    const NewUserName = nameOf("user");
    await iam.send(new UpdateUserCommand({ UserName, NewUserName, NewPath: "/moved/" }));
    const Arn = `arn:aws:iam::${account}:user/moved/${NewUserName}`;
    expect(await get(NewUserName)).toEqual({ ...before, UserName: NewUserName, Path: "/moved/", Arn });
    expect((await failure(get(UserName))).name).toBe("NoSuchEntityException");
    const { Users } = await iam.send(new GetGroupCommand({ GroupName }));
    expect(Users?.map((user) => user.UserName)).toEqual([NewUserName]);
    const taken = await newUser(iam);
    expect(await failure(iam.send(new UpdateUserCommand({ UserName: NewUserName, NewUserName: taken })))).toMatchObject(
      {
        message: `User with name ${taken} already exists.`,
      },
    );
  });

  it("GetUser: without a name, the root user has an answer of its own", async () => {
    const { User } = await iam.send(new GetUserCommand({}));
    expect(User).toEqual({
      UserId: account,
      Arn: `arn:aws:iam::${account}:root`,
      CreateDate: expect.any(Date),
    });
  });

  it("ListUsers: in pages, in the order of the names", async () => {
    const made = ["c", "A", "b", "d", "E"].map((letter) => `paged-${letter}`);
    for (const UserName of made) await iam.send(new CreateUserCommand({ UserName, Path: "/paged/" }));
    const pages: (string | undefined)[][] = [];
    const paginator = paginateListUsers({ client: iam, pageSize: 2 }, { PathPrefix: "/paged/" });
    for await (const { Users = [] } of paginator) pages.push(Users.map(({ UserName }) => UserName));
    expect(pages).toEqual([["paged-A", "paged-b"], ["paged-c", "paged-d"], ["paged-E"]]);
    // Inferred.
    expect(await failure(iam.send(new ListUsersCommand({ Marker: "of something else" })))).toMatchObject({
      name: "ValidationError",
      status: 400,
    });
  });
});
