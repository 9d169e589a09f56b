// Passwords of users with the JS SDK. Expectations are recorded, unless labelled otherwise.
import {
  ChangePasswordCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  DeleteLoginProfileCommand,
  DeleteUserCommand,
  GetLoginProfileCommand,
  IAMClient,
  PutUserPolicyCommand,
  UpdateLoginProfileCommand,
  UpdateUserCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { failure, newUser, platform } from "./platform.ts";

const { forebay, iam } = await platform();
const Password = "Correct-horse-1";
const create = (UserName: string, PasswordResetRequired?: boolean) =>
  iam.send(new CreateLoginProfileCommand({ UserName, Password, PasswordResetRequired }));
const get = async (UserName: string) => (await iam.send(new GetLoginProfileCommand({ UserName }))).LoginProfile;
const remove = (UserName: string) => iam.send(new DeleteLoginProfileCommand({ UserName }));

describe("login profiles", () => {
  it("Create, Get, Update, Delete", async () => {
    const UserName = await newUser(iam);
    const shown = { UserName, CreateDate: expect.any(Date), PasswordResetRequired: false };
    expect((await create(UserName)).LoginProfile).toEqual(shown);
    expect(await get(UserName)).toEqual(shown);
    await iam.send(new UpdateLoginProfileCommand({ UserName, PasswordResetRequired: true }));
    expect(await get(UserName)).toEqual({ ...shown, PasswordResetRequired: true });
    await iam.send(new UpdateUserCommand({ UserName, NewUserName: `${UserName}-renamed` }));
    expect((await get(`${UserName}-renamed`))?.UserName).toBe(`${UserName}-renamed`);
    await remove(`${UserName}-renamed`);
    expect(await failure(get(`${UserName}-renamed`))).toEqual({
      name: "NoSuchEntityException",
      message: `Login Profile for User ${UserName}-renamed cannot be found.`,
      status: 404,
    });
  });

  it("errors", async () => {
    const UserName = await newUser(iam);
    expect((await failure(create("nonexistent-user"))).message).toBe(
      "The user with name nonexistent-user cannot be found.",
    );
    expect((await failure(remove(UserName))).message).toBe(`Login Profile for User ${UserName} cannot be found.`);
    await create(UserName);
    expect(await failure(create(UserName))).toEqual({
      name: "EntityAlreadyExistsException",
      message: `Login Profile for user ${UserName} already exists.`,
      status: 409,
    });
    expect((await failure(iam.send(new DeleteUserCommand({ UserName })))).message).toBe(
      "Cannot delete entity, must delete login profile first.",
    );
  });

  it("ChangePassword: with the old one, by the user itself", async () => {
    const UserName = await newUser(iam);
    await create(UserName, true);
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "" } = AccessKey ?? {};
    const own = new IAMClient({ ...forebay.clientConfig, credentials: { accessKeyId, secretAccessKey } });
    const change = (OldPassword: string, NewPassword: string) =>
      own.send(new ChangePasswordCommand({ OldPassword, NewPassword }));
    const PolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "iam:ChangePassword", Resource: "*" }],
    });
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "own", PolicyDocument }));
    // In public issue threads.
    expect(await failure(change("wrong", "Another-horse-2"))).toMatchObject({
      message: "The old password was incorrect.",
      status: 403,
    });
    await change(Password, "Another-horse-2");
    expect((await get(UserName))?.PasswordResetRequired).toBe(false);
    expect((await failure(change(Password, "Third-horse-3"))).status).toBe(403);
    await change("Another-horse-2", "Third-horse-3");
    own.destroy();
  });
});
