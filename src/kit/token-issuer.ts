// Where the tokens that principals get for services elsewhere are said to come from, an issuer for each account.

/** `endpoint` as in `http://127.0.0.1:4566`. OpenID Connect's documents lie below it. */
export const tokenIssuer = (endpoint: string, account: string): string =>
  `${endpoint}/_forebay/download/sts/${account}`;
