// Lambda: the table of contents.
import type { ServiceHost } from "../../engines/host.ts";
import { defineService } from "../../kit/service.ts";
import { access } from "./access.ts";
import { openLambda, type LambdaContext, type Sdk } from "./context.ts";
import { differences, gaps } from "./gaps.ts";
import { lifecycleJobs } from "./lifecycle.ts";
import { createFunction } from "./operations/create-function.ts";
import { deleteFunction } from "./operations/delete-function.ts";
import { getFunctionConfiguration } from "./operations/get-function-configuration.ts";
import { getFunction } from "./operations/get-function.ts";
import { invoke } from "./operations/invoke.ts";
import { listFunctions } from "./operations/list-functions.ts";
import { updateFunctionCode } from "./operations/update-function-code.ts";
import { updateFunctionConfiguration } from "./operations/update-function-configuration.ts";

export default defineService<Sdk, LambdaContext, ServiceHost>({
  model: "lambda",
  open: openLambda,
  operations: {
    CreateFunction: createFunction,
    DeleteFunction: deleteFunction,
    GetFunction: getFunction,
    GetFunctionConfiguration: getFunctionConfiguration,
    Invoke: invoke,
    ListFunctions: listFunctions,
    UpdateFunctionCode: updateFunctionCode,
    UpdateFunctionConfiguration: updateFunctionConfiguration,
  },
  access,
  gaps,
  differences,
  jobs: lifecycleJobs,
  close: ({ events }) => events.close(),
});
