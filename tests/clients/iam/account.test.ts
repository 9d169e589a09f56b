// The account as a whole, with the JS SDK: alias, password policy, summary, credential report. Recorded, unless labelled otherwise.
import {
  ChangePasswordCommand,
  CreateAccessKeyCommand,
  CreateAccountAliasCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreateOpenIDConnectProviderCommand,
  CreateVirtualMFADeviceCommand,
  DeleteAccountAliasCommand,
  DeleteAccountPasswordPolicyCommand,
  GenerateCredentialReportCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  IAMClient,
  ListAccountAliasesCommand,
  SetSecurityTokenServicePreferencesCommand,
  UpdateAccessKeyCommand,
  UpdateAccountPasswordPolicyCommand,
  UpdateLoginProfileCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { account, failure, newPolicy, newRole, newUser, platform } from "./platform.ts";

const { forebay, iam } = await platform();
const HOUR_MS = 3_600_000;
const elsewhere = new IAMClient({
  ...forebay.clientConfig,
  credentials: { accessKeyId: "111122223333", secretAccessKey: "test" },
});

describe("account aliases", () => {
  const aliases = async (client = iam) => (await client.send(new ListAccountAliasesCommand({}))).AccountAliases;

  it("are one an account, and no two accounts have the same (documented)", async () => {
    expect(await aliases()).toEqual([]);
    await iam.send(new CreateAccountAliasCommand({ AccountAlias: "first-alias" }));
    await iam.send(new CreateAccountAliasCommand({ AccountAlias: "second-alias" }));
    expect(await aliases()).toEqual(["second-alias"]);
    expect(await failure(elsewhere.send(new CreateAccountAliasCommand({ AccountAlias: "second-alias" })))).toEqual({
      name: "EntityAlreadyExistsException",
      message: "The account alias second-alias already exists.",
      status: 409,
    });
    await elsewhere.send(new CreateAccountAliasCommand({ AccountAlias: "first-alias" }));
    expect(await aliases(elsewhere)).toEqual(["first-alias"]);
  });

  it("DeleteAccountAlias: frees it; what is not there is not found", async () => {
    await iam.send(new CreateAccountAliasCommand({ AccountAlias: "to-go" }));
    await iam.send(new DeleteAccountAliasCommand({ AccountAlias: "to-go" }));
    expect(await aliases()).toEqual([]);
    expect(await failure(iam.send(new DeleteAccountAliasCommand({ AccountAlias: "to-go" })))).toMatchObject({
      name: "NoSuchEntityException",
      status: 404,
    });
  });

  it.each(["-a-b-", "UPPER", "ab", "two--dashes", "123456789012"])(
    "CreateAccountAlias: refuses %s (documented)",
    async (AccountAlias) => {
      expect(await failure(iam.send(new CreateAccountAliasCommand({ AccountAlias })))).toMatchObject({
        name: "ValidationError",
        status: 400,
      });
    },
  );
});

describe("the password policy", () => {
  const get = async () => (await iam.send(new GetAccountPasswordPolicyCommand({}))).PasswordPolicy;
  const notFound = {
    name: "NoSuchEntityException",
    message: `The Password Policy with domain name ${account} cannot be found.`,
    status: 404,
  };

  it("UpdateAccountPasswordPolicy: has defaults for what is left out", async () => {
    await iam.send(new UpdateAccountPasswordPolicyCommand({}));
    expect(await get()).toEqual({
      AllowUsersToChangePassword: false,
      ExpirePasswords: false,
      MinimumPasswordLength: 6,
      RequireLowercaseCharacters: false,
      RequireNumbers: false,
      RequireSymbols: false,
      RequireUppercaseCharacters: false,
    });
    const all = {
      AllowUsersToChangePassword: true,
      HardExpiry: true,
      MaxPasswordAge: 60,
      MinimumPasswordLength: 10,
      PasswordReusePrevention: 3,
      RequireLowercaseCharacters: true,
      RequireNumbers: true,
      RequireSymbols: true,
      RequireUppercaseCharacters: true,
    };
    await iam.send(new UpdateAccountPasswordPolicyCommand(all));
    expect(await get()).toEqual({ ...all, ExpirePasswords: true });
  });

  it("DeleteAccountPasswordPolicy: then there is none", async () => {
    await iam.send(new UpdateAccountPasswordPolicyCommand({}));
    await iam.send(new DeleteAccountPasswordPolicyCommand({}));
    expect(await failure(get())).toEqual(notFound);
    expect(await failure(iam.send(new DeleteAccountPasswordPolicyCommand({})))).toEqual({
      ...notFound,
      message: "The account policy with name PasswordPolicy cannot be found.",
    });
  });

  it("holds for passwords that are set, and for those that are used again", async () => {
    const UserName = await newUser(iam);
    const set = (Password: string) => iam.send(new UpdateLoginProfileCommand({ UserName, Password }));
    const violation = { name: "PasswordPolicyViolationException", status: 400 };
    expect(await failure(iam.send(new CreateLoginProfileCommand({ UserName, Password: "short" })))).toMatchObject({
      ...violation,
      message: "Password should have a minimum length of 8",
    });
    await iam.send(new CreateLoginProfileCommand({ UserName, Password: "Sesame-1" }));
    const rule = { MinimumPasswordLength: 8, RequireSymbols: true, PasswordReusePrevention: 2 };
    await iam.send(new UpdateAccountPasswordPolicyCommand(rule));
    expect(await failure(set("Sesame11"))).toMatchObject(violation);
    await set("Sesame-2");
    expect(await failure(set("Sesame-1"))).toMatchObject(violation);
    expect(await failure(set("Sesame-2"))).toMatchObject(violation);
    await set("Sesame-3");
    await set("Sesame-1");
    await iam.send(new DeleteAccountPasswordPolicyCommand({}));
  });

  it("may let users change their own passwords, and them alone (documented)", async () => {
    const UserName = await newUser(iam);
    await iam.send(new CreateLoginProfileCommand({ UserName, Password: "Sesame-1" }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    const credentials = {
      accessKeyId: AccessKey?.AccessKeyId ?? "",
      secretAccessKey: AccessKey?.SecretAccessKey ?? "",
    };
    const own = new IAMClient({ ...forebay.clientConfig, credentials });
    const change = () => own.send(new ChangePasswordCommand({ OldPassword: "Sesame-1", NewPassword: "Open-Sesame-2" }));
    expect(await failure(change())).toMatchObject({ name: "AccessDenied", status: 403 });
    await iam.send(new UpdateAccountPasswordPolicyCommand({ AllowUsersToChangePassword: true }));
    await change();
    expect(await failure(own.send(new GetAccountPasswordPolicyCommand({})))).toMatchObject({ name: "AccessDenied" });
    await iam.send(new DeleteAccountPasswordPolicyCommand({}));
  });
});

describe("GetAccountSummary", () => {
  const summary = async () => (await iam.send(new GetAccountSummaryCommand({}))).SummaryMap ?? {};

  it("GetAccountSummary: tells the quotas", async () => {
    expect(await summary()).toMatchObject({
      AccessKeysPerUserQuota: 2,
      AssumeRolePolicySizeQuota: 2048,
      AttachedPoliciesPerGroupQuota: 10,
      AttachedPoliciesPerRoleQuota: 10,
      AttachedPoliciesPerUserQuota: 10,
      GroupPolicySizeQuota: 5120,
      GroupsPerUserQuota: 10,
      GroupsQuota: 300,
      InstanceProfilesQuota: 1000,
      PoliciesQuota: 1500,
      PolicySizeQuota: 6144,
      PolicyVersionsInUseQuota: 10000,
      RolePolicySizeQuota: 10240,
      RolesQuota: 1000,
      ServerCertificatesQuota: 20,
      SigningCertificatesPerUserQuota: 2,
      UserPolicySizeQuota: 2048,
      UsersQuota: 5000,
      VersionsPerPolicyQuota: 5,
    });
  });

  it("GetAccountSummary: counts what there is", async () => {
    const before = await summary();
    await newUser(iam);
    await newRole(iam);
    await newPolicy(iam);
    await iam.send(new CreateGroupCommand({ GroupName: "counted" }));
    await iam.send(new CreateOpenIDConnectProviderCommand({ Url: "https://counted.example.com" }));
    await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: "counted" }));
    const after = await summary();
    const deltas = Object.fromEntries(
      Object.entries(after).flatMap(([key, value]) =>
        value === before[key as keyof typeof before] ? [] : [[key, value - (before[key as keyof typeof before] ?? 0)]],
      ),
    );
    expect(deltas).toEqual({
      Groups: 1,
      MFADevices: 1,
      Policies: 1,
      PolicyVersionsInUse: 1,
      Providers: 1,
      Roles: 1,
      Users: 1,
    });
  });

  it("SetSecurityTokenServicePreferences: shows in the summary", async () => {
    expect((await summary()).GlobalEndpointTokenVersion).toBe(1);
    await iam.send(new SetSecurityTokenServicePreferencesCommand({ GlobalEndpointTokenVersion: "v2Token" }));
    expect((await summary()).GlobalEndpointTokenVersion).toBe(2);
  });
});

describe("the credential report", () => {
  it("is made, given for four hours, and then made anew (documented)", async () => {
    expect(await failure(elsewhere.send(new GetCredentialReportCommand({})))).toMatchObject({
      name: "CredentialReportNotPresentException",
      status: 410,
    });
    const generate = () => elsewhere.send(new GenerateCredentialReportCommand({}));
    expect(await generate()).toMatchObject({
      State: "STARTED",
      Description: "No report exists. Starting a new report generation task",
    });
    expect((await generate()).State).toBe("COMPLETE");
    expect((await elsewhere.send(new GetCredentialReportCommand({}))).ReportFormat).toBe("text/csv");
    await forebay.clock.advance(4 * HOUR_MS);
    expect(await failure(elsewhere.send(new GetCredentialReportCommand({})))).toMatchObject({
      name: "CredentialReportExpiredException",
      status: 410,
    });
    expect((await generate()).State).toBe("STARTED");
  });

  it("has a line for the root user and each user", async () => {
    const UserName = await newUser(iam, "in-the-report");
    await iam.send(new CreateLoginProfileCommand({ UserName, Password: "TestPassword123!" }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    const off = { UserName, AccessKeyId: AccessKey?.AccessKeyId, Status: "Inactive" } as const;
    await iam.send(new UpdateAccessKeyCommand(off));
    await iam.send(new CreateAccessKeyCommand({ UserName }));
    await iam.send(new GenerateCredentialReportCommand({}));
    const { Content } = await iam.send(new GetCredentialReportCommand({}));
    const [header = [], root, ...users] = Buffer.from(Content ?? [])
      .toString()
      .split("\n")
      .map((line) => line.split(","));
    expect(header).toHaveLength(22);
    expect(root?.slice(0, 2)).toEqual(["<root_account>", `arn:aws:iam::${account}:root`]);
    const line = users.find(([name]) => name === UserName) ?? [];
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/) as string;
    const unused = ["N/A", "N/A", "N/A"];
    expect(Object.fromEntries(header.map((column, at) => [column, line[at]]))).toEqual({
      user: UserName,
      arn: `arn:aws:iam::${account}:user/${UserName}`,
      user_creation_time: time,
      password_enabled: "true",
      password_last_used: "no_information",
      password_last_changed: time,
      password_next_rotation: "N/A",
      mfa_active: "false",
      ...keyFacts(1, ["false", time, ...unused]),
      ...keyFacts(2, ["true", time, ...unused]),
      cert_1_active: "false",
      cert_1_last_rotated: "N/A",
      cert_2_active: "false",
      cert_2_last_rotated: "N/A",
    });
  });
});

const keyFacts = (n: number, values: readonly string[]): Record<string, string | undefined> =>
  Object.fromEntries(
    ["active", "last_rotated", "last_used_date", "last_used_region", "last_used_service"].map((fact, at) => [
      `access_key_${n}_${fact}`,
      values[at],
    ]),
  );
