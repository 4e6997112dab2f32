import { randomBytes } from "node:crypto";

/** A name for something that is there for a moment, which shows whose it is and meets nobody else's. */
export function temporaryName(): string {
  return `clientele_temporary_${randomBytes(12).toString("hex")}`;
}
