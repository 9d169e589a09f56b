// What is wrong with a policy document, in AWS's own sentence.

/** `message` is what AWS answers with MalformedPolicyDocument, MalformedPolicy or the service's own code. */
export class PolicyProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PolicyProblem";
  }
}
