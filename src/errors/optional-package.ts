import { ClienteleError } from "./clientele-error.js";

/** Loads a package that users install themselves. Errors: `missing-package`, with the command that installs it. */
export async function optionalPackage<Module>(
  caller: string,
  names: readonly string[],
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "ERR_MODULE_NOT_FOUND" && code !== "MODULE_NOT_FOUND") throw error;
    throw new ClienteleError(
      "missing-package",
      { function: caller },
      `needs ${names.join(" and ")}: npm install ${names.join(" ")}`,
    );
  }
}
