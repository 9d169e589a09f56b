// Roles that tests pass to services.
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient, type IAMClientConfig } from "@aws-sdk/client-iam";

/** A role that these services may assume and that may do everything; its ARN. */
export async function newRole(
  { clientConfig }: { readonly clientConfig: IAMClientConfig },
  RoleName: string,
  services: readonly string[],
  Path = "/",
): Promise<string> {
  const iam = new IAMClient(clientConfig);
  const Statement = { Effect: "Allow", Principal: { Service: services }, Action: "sts:AssumeRole" };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument }));
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }));
  iam.destroy();
  return Role?.Arn ?? "";
}
