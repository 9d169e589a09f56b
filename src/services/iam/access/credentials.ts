// Which access the operations on certificates, SSH keys and service-specific credentials need.
import type { Access, AccessTable } from "../../../kit/access.ts";
import { formatArn, partitionOf } from "../../../kit/arn.ts";
import type { Call, IamContext, Sdk } from "../context.ts";
import { certificateMetadata } from "../server-certificate.ts";
import { serverCertificates } from "../store/credentials.ts";
import { requestTagKeys, requestTags, type TagInput } from "../tags.ts";
import { need } from "./resources.ts";
import { account, user } from "./rules.ts";

interface Certificate {
  readonly ServerCertificateName: string;
  readonly Tags?: readonly TagInput[];
  readonly TagKeys?: readonly string[];
}

/** Of a server certificate; one that is not there has the ARN that it would have at `path`. */
const certificate =
  <Input extends Certificate>(action: string, pathIn: (input: Input) => string | undefined = () => "/") =>
  async (input: Input, call: Call): Promise<Access> => {
    const { ServerCertificateName: name, Tags, TagKeys } = input;
    const row = await serverCertificates.find(call.context.store.reads, call.account, name);
    const arn = row ? (certificateMetadata(call.account, row).Arn ?? "*") : certificateArn(call, pathIn(input), name);
    const tags = TagKeys ? requestTagKeys(TagKeys) : requestTags(Tags);
    return need(call, action, { arn, tags: row?.tags }, { requestTags: tags });
  };

const certificateArn = ({ account: owner, region }: Call, path = "/", name: string): string =>
  formatArn(
    { service: "iam", region: "", account: owner, resource: `server-certificate${path}${name}` },
    partitionOf(region),
  );

export const credentialAccess: AccessTable<Sdk, IamContext> = {
  UploadServerCertificate: certificate("UploadServerCertificate", ({ Path }: Certificate & { Path?: string }) => Path),
  GetServerCertificate: certificate("GetServerCertificate"),
  ListServerCertificates: account("ListServerCertificates"),
  UpdateServerCertificate: certificate("UpdateServerCertificate"),
  DeleteServerCertificate: certificate("DeleteServerCertificate"),
  TagServerCertificate: certificate("TagServerCertificate"),
  UntagServerCertificate: certificate("UntagServerCertificate"),
  ListServerCertificateTags: certificate("ListServerCertificateTags"),

  UploadSigningCertificate: user("UploadSigningCertificate"),
  ListSigningCertificates: user("ListSigningCertificates"),
  UpdateSigningCertificate: user("UpdateSigningCertificate"),
  DeleteSigningCertificate: user("DeleteSigningCertificate"),

  UploadSSHPublicKey: user("UploadSSHPublicKey"),
  GetSSHPublicKey: user("GetSSHPublicKey"),
  ListSSHPublicKeys: user("ListSSHPublicKeys"),
  UpdateSSHPublicKey: user("UpdateSSHPublicKey"),
  DeleteSSHPublicKey: user("DeleteSSHPublicKey"),

  CreateServiceSpecificCredential: user("CreateServiceSpecificCredential"),
  ListServiceSpecificCredentials: user("ListServiceSpecificCredentials"),
  UpdateServiceSpecificCredential: user("UpdateServiceSpecificCredential"),
  ResetServiceSpecificCredential: user("ResetServiceSpecificCredential"),
  DeleteServiceSpecificCredential: user("DeleteServiceSpecificCredential"),
};
