// LMDB keeps the key-value contract.
import { keyValueContract } from "./contract.ts";
import { openLmdb } from "./lmdb.ts";

keyValueContract("lmdb", openLmdb);
