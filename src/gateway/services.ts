// What the gateway asks of the platform: opened services, and the parts that check a request.
import type { Logger } from "pino";
import type { VirtualClock } from "../kit/clock.ts";
import type { AnyService } from "../kit/service.ts";
import type { VpcEndpoints } from "../kit/vpc-endpoints.ts";
import type { Authorizer } from "./authorize.ts";
import type { Directory } from "./claim.ts";
import type { Credentials } from "./credentials.ts";

/** A service that is open on its engines. */
export interface OpenService {
  readonly definition: AnyService;
  readonly context: unknown;
}

/** The services of the platform; each is loaded and opened when it is first asked for. */
export interface Services {
  /** Undefined when the platform does not have it, or was told not to serve it. */
  open(model: string): OpenService | Promise<OpenService | undefined> | undefined;
}

export interface Surroundings {
  readonly directory: Directory;
  readonly services: Services;
  readonly credentials: Credentials;
  readonly authorizer: Authorizer;
  readonly vpcEndpoints: VpcEndpoints;
  readonly clock: VirtualClock;
  readonly logger: Logger;
}
