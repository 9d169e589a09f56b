// AWS Security Token Service: the table of contents.
import type { ServiceHost } from "../../engines/host.ts";
import { defineService } from "../../kit/service.ts";
import { access } from "./access.ts";
import { openSts, type Sdk, type StsContext } from "./context.ts";
import { differences, gaps } from "./gaps.ts";
import { assumeRoleWithSaml } from "./operations/assume-role-with-saml.ts";
import { assumeRoleWithWebIdentity } from "./operations/assume-role-with-web-identity.ts";
import { assumeRole } from "./operations/assume-role.ts";
import { decodeAuthorizationMessage } from "./operations/decode-authorization-message.ts";
import { getAccessKeyInfo } from "./operations/get-access-key-info.ts";
import { getCallerIdentity } from "./operations/get-caller-identity.ts";
import { getFederationToken } from "./operations/get-federation-token.ts";
import { getSessionToken } from "./operations/get-session-token.ts";
import { getWebIdentityToken } from "./operations/get-web-identity-token.ts";
import { issuerDocument } from "./outbound/issuer-documents.ts";

export default defineService<Sdk, StsContext, ServiceHost>({
  model: "sts",
  open: openSts,
  operations: {
    AssumeRole: assumeRole,
    AssumeRoleWithSAML: assumeRoleWithSaml,
    AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
    DecodeAuthorizationMessage: decodeAuthorizationMessage,
    GetAccessKeyInfo: getAccessKeyInfo,
    GetCallerIdentity: getCallerIdentity,
    GetFederationToken: getFederationToken,
    GetSessionToken: getSessionToken,
    GetWebIdentityToken: getWebIdentityToken,
  },
  access,
  gaps,
  differences,
  download: issuerDocument,
});
