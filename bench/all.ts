// npm run bench: every benchmark in turn, or those named: npm run bench -- kinesis s3
import { ready } from "../tools/ready.mjs";
